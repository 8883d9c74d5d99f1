// @ts-check
"use strict";
/* Light or dark: as the machine prefers, until somebody chooses. Paper is always light. */
(() => {
  const { state } = Page;
  const prefers = matchMedia("(prefers-color-scheme: dark)");

  Page.keep("theme", "auto", (theme) => ["auto", "light", "dark"].includes(theme));

  const isDark = () => (state.theme === "auto" ? prefers.matches : state.theme === "dark");

  Page.chooseTheme = () => {
    const wanted = isDark() ? "light" : "dark";
    Page.set({
      theme: (wanted === "dark") === prefers.matches ? "auto" : wanted,
    });
    Page.say(`${Page.capital(wanted)} colours.`);
  };

  Page.startTheme = (button) => {
    function draw() {
      document.documentElement.toggleAttribute("data-dark", isDark());
      button.textContent = isDark() ? "Light" : "Dark";
      button.title = isDark() ? "Light colours" : "Dark colours";
    }
    button.addEventListener("click", Page.chooseTheme);
    prefers.addEventListener("change", draw);
    Page.on("theme", draw);
    draw();
  };
})();
