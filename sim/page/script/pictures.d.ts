/* What the pictures of the page are made from. */

interface Line {
  label: string;
  values: number[];
  low?: Maybe<number>[];
  high?: Maybe<number>[];
  slot?: number;
  faint?: boolean;
  plain?: boolean;
  end?: string;
}

interface Bar {
  label: string;
  value: number;
  low?: Maybe<number>;
  high?: Maybe<number>;
  from?: number;
  to?: number;
  tie?: number;
  text?: string;
  slot?: Maybe<number>;
  total?: boolean;
}

/* A dated event on a picture: its line, its title along it with how many plans have it ("" for
   all), and what is said of it. */
interface ShownEvent {
  month: number;
  until: number | null;
  title: string;
  some: string;
  said: string;
}

/* What every picture takes. */
interface Picture {
  caption: string;
  yLabel?: string;
  height?: number;
  table?: false;
  first?: true;
  tools?: HTMLElement;
  lines?: Line[];
  labels?: false;
  small?: boolean;
  events?: ShownEvent[];
  format?: (x: Maybe<number>) => string;
}

interface LinesPicture extends Picture {
  lines: Line[];
  upTo?: number;
  yMax?: number;
  marks?: Markish[];
  rules?: number[];
}

interface StackedPicture extends Picture {
  lines: Line[];
}

interface BarsPicture extends Picture {
  bars: Bar[];
  domain?: [number, number];
}

interface WaterfallPicture extends Picture {
  steps: Bar[];
}

/* A table: the first cell of each row is its heading. */
interface Rows {
  head: string[];
  body: string[][];
}

/* A picture on the page; `update` draws it again with some options changed. */
type Drawing<P> = HTMLElement & { plot: HTMLElement; update(changes: Partial<P>): void };

interface Chart {
  onShow: { least: number };
  /* Size of type in pixels; it follows that of the page. */
  type: { size: number; leading: number };
  /* Below this width there is no room for names beside a picture. */
  NARROW: number;
  LINES: { symbol: PlotSymbol; shape: d3.SymbolType; dash?: string }[];
  colour(slot: Maybe<number>): string;
  inkOf(slot: Maybe<number>): string;
  widest(rows: (string | string[])[], weight?: number): number;
  margins(right: number, domain: [number, number], format: (x: number) => string): Margins;
  yearly(months: number, width: number): number[];
  wrapped(text: string, pixels: number, weight?: number, most?: number): string[];
  sample(slot: Maybe<number>): SVGElement;
  frame<P extends Picture>(options: P, paint: Paint<P>, rows: (options: P) => Rows): Drawing<P>;
  settings(width: number, height: number, more: PlotOptions): PlotOptions;
  keyOf(lines: Line[]): HTMLElement[];
  redraw(): void;
  eventLines(options: LinesPicture, ends: [number, number], y: d3.ScaleLinear<number, number>): Markish[];
  lines(options: LinesPicture): Drawing<LinesPicture>;
  stacked(options: StackedPicture): Drawing<StackedPicture>;
  bars(options: BarsPicture): Drawing<BarsPicture>;
  waterfall(options: WaterfallPicture): Drawing<WaterfallPicture>;
}
type Paint<P> = (options: P, width: number, height: number) => Element;
interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/* What is saved of a picture: the words around it, itself at a size, and its numbers. */
interface Saved {
  unit: string;
  caption: string;
  draw(width: number, height: number): Element;
  csv(): string;
}
