/* What the page carries inside beside its own scripts; d3 declares its own name. */
declare const Plot: typeof import("@observablehq/plot");
type Markish = import("@observablehq/plot").Markish;
type PlotOptions = import("@observablehq/plot").PlotOptions;
type PlotSymbol = import("@observablehq/plot").SymbolType;
type PlotDrawing = SVGSVGElement & import("@observablehq/plot").Plot;
