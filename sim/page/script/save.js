// @ts-check
"use strict";
/* A picture saved as a file of its own, with its title, its sentence and where it comes from. It is
   drawn anew at one size and in light colours, whatever the window and the theme. */
(() => {
  const { data, element } = Page;
  const [WIDTH, HEIGHT, PAD, TYPE] = [1000, 540, 28, 17]; // pixels
  const SHARP = 2; // pixels of a PNG for each of these
  const KEPT = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "opacity", "font-size", "font-weight", "font-family", "text-anchor", "paint-order", "visibility",
  ]; // biome-ignore format: one list

  /** @param {string} name @param {Blob} blob */
  Page.saveFile = (name, blob) => {
    const href = URL.createObjectURL(blob);
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
    Page.say(`Saved as ${name}.`);
  };

  /** @param {string} text */
  const slug = (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60);

  /* Write the looks that the page's styles give each part into the part itself. */
  /** @param {Element} drawn */
  function fixed(drawn) {
    const copy = /** @type {Element} */ (drawn.cloneNode(true));
    const copies = [copy, ...copy.querySelectorAll("*")];
    for (const [i, part] of [drawn, ...drawn.querySelectorAll("*")].entries()) {
      const looks = getComputedStyle(part);
      if (looks.display === "none") copies[i].setAttribute("display", "none");
      for (const name of ["class", "style", "tabindex", "role", "aria-label", "aria-pressed", "aria-hidden"])
        copies[i].removeAttribute(name);
      for (const name of KEPT) copies[i].setAttribute(name, looks.getPropertyValue(name));
    }
    return copy;
  }

  /* Rows of text from a height on; gives the height below them. */
  /** @param {Element} into @param {string} words @param {number} from @param {Attributes} looks */
  function write(into, words, from, looks) {
    const weight = Number(looks["font-weight"] ?? 400);
    const rows = words ? Page.chart.wrapped(words, WIDTH, weight) : [];
    for (const [i, row] of rows.entries()) {
      const line = element("svg:text", {
        x: PAD,
        y: from + (i + 0.8) * 1.3 * TYPE,
        "font-size": TYPE,
        ...looks,
      });
      line.textContent = row;
      into.append(line);
    }
    return from + rows.length * 1.3 * TYPE;
  }

  /** @param {Saved} saved */
  function standalone({ unit, caption, draw }) {
    const root = document.documentElement;
    const [dark, size] = [root.hasAttribute("data-dark"), root.style.fontSize];
    const place = element("div", { class: "unseen" });
    const font = getComputedStyle(document.body).fontFamily;
    root.removeAttribute("data-dark");
    root.style.fontSize = "18px";
    document.body.append(place);
    const before = { ...Page.chart.type };
    Object.assign(Page.chart.type, {
      size: TYPE,
      leading: Math.round(1.18 * TYPE),
    });
    try {
      const made = element("svg:svg", {
        xmlns: "http://www.w3.org/2000/svg",
        "font-family": font,
      });
      const ground = element("svg:rect", {
        width: "100%",
        height: "100%",
        fill: "#fff",
      });
      made.append(ground);
      const drawn = draw(WIDTH, HEIGHT);
      place.append(drawn);
      const inside = fixed(drawn);
      const tall = Number(drawn.getAttribute("height")) || HEIGHT;
      let y = write(made, data.title, PAD, {
        "font-weight": 650,
        fill: "#1a1a1a",
      });
      y = write(made, unit, y, { fill: "#1a1a1a" }) + 8;
      for (const [name, value] of Object.entries({
        x: PAD,
        y,
        width: WIDTH,
        height: tall,
        overflow: "visible",
      }))
        inside.setAttribute(name, String(value));
      made.append(inside);
      y = write(made, caption, y + tall + 8, { fill: "#1a1a1a" });
      y = write(
        made,
        `Uptake ${data.version}. ${data.illustrative ? "Illustrative system. " : ""}It compares plans; it is not a forecast.`,
        y + 6,
        { fill: "#595959" },
      );
      const [wide, high] = [WIDTH + 2 * PAD, Math.ceil(y + PAD)];
      for (const [name, value] of Object.entries({
        width: wide,
        height: high,
        viewBox: `0 0 ${wide} ${high}`,
      }))
        made.setAttribute(name, String(value));
      return { text: new XMLSerializer().serializeToString(made), wide, high };
    } finally {
      place.remove();
      root.toggleAttribute("data-dark", dark);
      root.style.fontSize = size;
      Object.assign(Page.chart.type, before);
    }
  }

  /** @param {Saved} saved */
  const svgOf = (saved) => new Blob([standalone(saved).text], { type: "image/svg+xml" });

  /** @param {Saved} saved @returns {Promise<Blob>} */
  async function pngOf(saved) {
    const { text, wide, high } = standalone(saved);
    const image = new Image(SHARP * wide, SHARP * high);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = element("canvas", {
      width: SHARP * wide,
      height: SHARP * high,
    });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve, reject) =>
      canvas.toBlob((blob) =>
        blob ? resolve(blob) : reject(new Error("This browser cannot save a PNG; save an SVG.")),
      ),
    );
  }

  /* The button under a picture; `saved()` gives what is shown now. */
  Page.saver = (saved) => {
    /** @param {string} text @param {() => Promise<void> | void} fn */
    const way = (text, fn) =>
      element(
        "button",
        {
          type: "button",
          onclick: async () => {
            try {
              await fn();
            } catch (error) {
              Page.problem(/** @type {Error} */ (error).message);
            }
            document.querySelector("dialog")?.close();
          },
        },
        text,
      );
    function open() {
      const now = saved();
      const name = slug(now.unit || now.caption);
      Page.dialog("Save", [
        element("p", {}, now.unit || now.caption),
        element(
          "div",
          { class: "controls" },
          way("Picture (PNG)", async () => Page.saveFile(`${name}.png`, await pngOf(now))),
          way("Picture (SVG)", () => Page.saveFile(`${name}.svg`, svgOf(now))),
          way("Numbers (CSV)", () => Page.saveFile(`${name}.csv`, new Blob([now.csv()], { type: "text/csv" }))),
        ),
      ]);
    }
    return element(
      "button",
      {
        type: "button",
        class: "save",
        "aria-haspopup": "dialog",
        onclick: open,
      },
      "Save",
    );
  };
})();
