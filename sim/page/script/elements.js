// @ts-check
"use strict";
/* How elements are made. Text is always set as text, because names may contain markup; styles are
   set as properties, because the page's content policy forbids the attribute. */
(() => {
  /** @param {Element} made @param {string} name @param {Attributes[string]} value */
  function give(made, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (name === "style") /** @type {HTMLElement | SVGElement} */ (made).style.cssText = String(value);
    else if (name === "value" || name === "checked") Object.assign(made, { [name]: value });
    else made.setAttribute(name, value === true ? "" : String(value));
  }

  /** @param {string} tag @param {Attributes} attributes @param {Child[]} children */
  function make(tag, attributes = {}, ...children) {
    const made = tag.startsWith("svg:")
      ? document.createElementNS("http://www.w3.org/2000/svg", tag.slice(4))
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) give(made, name, value);
    const all = /** @type {any[]} */ (children).flat(Infinity);
    made.append(...all.filter((child) => child || child === ""));
    return made;
  }
  const element = /** @type {MakeElement} */ (make);

  let ids = 0;
  /** @param {string} name */
  const id = (name) => `${name}-${++ids}`;

  Object.assign(Page, { element, id });
})();
