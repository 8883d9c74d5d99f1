// @ts-check
"use strict";
/* What curves and groups are called, wherever the page names them. */
(() => {
  /* Each series: its name, and what is said of the organisations in it. */
  /** @type {Names["series"]} */
  const series = {
    live: { name: "live", are: "are live" },
    embedded: { name: "embedded", are: "have embedded it" },
    abandoned: { name: "gave up", are: "have given up" },
  };

  /* What organisations are grouped by. */
  /** @type {Names["dimensions"]} */
  const dimensions = {
    category: "Readiness",
    type: "Type",
    region: "Region",
    deprived: "Deprivation",
    capacity: "Capacity",
  };

  Page.names = { series, dimensions };
})();
