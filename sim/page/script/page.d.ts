/* What the scripts of the page share: the one global, Page, and the types that they pass on.
   The data that Python gives the page are declared in payload.d.ts. */

type Maybe<T> = T | null | undefined;
type Child = Node | string | Maybe<false> | Child[];
type Values = Record<string, Scalar>;
type Scalar = string | number | boolean | null;

/* What the room has chosen; all of it is kept in the address. */
interface State {
  view: string;
  shortcuts: boolean;
  theme: string;
  present: boolean;
  guide: boolean;
  plans: string[];
  month: number;
  series: string;
  band: string;
  groups: string;
  predict: string;
  votes: number[];
  revealed: boolean;
  drawn_plan: string;
  sketch: number[];
  drawn: number[][];
  curves_revealed: boolean;
  phones: (RoomView & { lost: boolean }) | null;
  dials_plan: string;
  dials: Values;
  search: string;
  sure: string;
  network_plan: string;
  network_run: number;
  network_month: number;
  network_by: string;
  ledger_plan: string;
  ledger_month: number;
  commit_plan: string;
  actions: Action[];
}
/* One thing that the room will do. */
interface Action {
  what: string;
  by: string;
  who: string;
}

/* What the room predicted: curves of one plan in per cent, and votes as places of plans. */
interface Room {
  of: string;
  drawn: number[][];
  votes: number[];
}
/* The parts of the state that are months. */
type MonthKey = "month" | "network_month";

/* One view: `render` fills its panel when it is first shown, `command` gives the line for it.
   `open` is true of a view that never tells the answer before it is revealed; others are hidden.
   `prints` says whether there is something to print. */
interface View {
  title: string;
  open?: true;
  prints?(): boolean;
  render(container: HTMLElement): void;
  command?(): string;
}

/* An element that can redraw itself. */
type Drawn<T = HTMLElement> = T & { draw(moved?: boolean): void };

/* ---- the map of organisations ---- */

interface Spot {
  x: number;
  y: number;
}

interface Dot {
  kind: string;
  mark: string;
  label: string;
  pinned: boolean;
}

interface Size {
  width: number;
  height: number;
}

/* The field of a region on the map, with the numbers of its organisations. */
interface Field extends Spot, Size {
  region: number;
  members: number[];
}

interface Spacing {
  apart(wanted: number[], tall: number[], top: number, bottom: number): number[];
  widestGap(spans: [number, number][], top: number, bottom: number): [number, number];
  fieldsOf(network: Network, size: Size): Field[];
  placed(network: Network, fields: Field[]): { radius: number; nodes: Spot[] };
  neighbour(nodes: Spot[], from: number, direction: number[]): number | null;
}

interface OrganisationMap {
  svg: SVGElement;
  paint(described: (i: number) => Dot): void;
  name(i: number | null): void;
}

/* ---- the global ---- */

/* What `Page.element` takes as attributes: a function listens, false and null leave one out. */
type Attributes = Record<string, Maybe<string | number | boolean | ((event: any) => unknown)>>;

interface MakeElement {
  <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes?: Attributes,
    ...children: Child[]
  ): HTMLElementTagNameMap[K];
  <K extends keyof SVGElementTagNameMap>(
    tag: `svg:${K}`,
    attributes?: Attributes,
    ...children: Child[]
  ): SVGElementTagNameMap[K];
}

interface Page {
  /* numbers.js */
  known(x: Maybe<number>): x is number;
  percent(x: Maybe<number>, digits?: number): string;
  pounds(x: Maybe<number>): string;
  number(x: Maybe<number>): string;
  counted(n: number, one: string, many?: string): string;
  points(x: number): string;
  listed(words: string[]): string;
  signedPoints(share: number): string;
  capital(text: string): string;
  numeral(n: number): string;
  unit(x: Maybe<number>, name: string): string;
  nameOfMonth(first: string, month: number): string;

  /* names.js, commands.js, spacing.js, gaps.js, stages.js, tally.js, curves.js, events.js, commitment.js: all that needs no page */
  compareCommand(plans: Plan[], whole: string): string;

  spacing: Spacing;
  names: Names;
  gaps: GapWords;
  stages: Stages;
  tally: Tally;
  curves: Curves;
  events: DatedEvents;

  /* elements.js */
  element: MakeElement;
  id(name: string): string;
  commitment: Commitment;
  commitRows: CommitRows;

  /* core.js */
  data: Payload;
  state: State;
  horizon: number;
  keep<K extends keyof State>(key: K, initial: State[K], valid?: (value: State[K]) => boolean): void;
  set(patch: Partial<State>): void;
  on(keys: keyof State | (keyof State)[], fn: (state: State) => void): void;
  link(patch?: Partial<State>): string;
  say(text: string): void;
  plan(planId: string): Plan;
  planSlot(planId: string): number;
  monthName(month: number): string;
  eventsOf(plans: Plan[]): ShownEvent[];

  /* reveal.js */
  reveal(): void;
  conceal(): void;
  gate(): HTMLElement;

  /* csv.js, save.js, share.js, paper.js, compare.js */
  csvOf(picture: { lines?: Line[]; bars?: Bar[]; steps?: Bar[]; rows?: Maybe<number | string>[][] }): string;
  saveFile(name: string, blob: Blob): void;
  saver(saved: () => Saved): HTMLElement;
  share(): void;
  printAll(): void;
  printBoard(): void;
  answerLines(): HTMLElement;
  comparedCurves(): LinesPicture;

  /* theme.js, present.js, guide.js */
  chooseTheme(): void;
  startTheme(button: HTMLElement): void;
  refit(): void;
  startPresenting(button: HTMLElement): void;
  startGuide(): void;
  guideEntry(): HTMLElement;
  placeGuide(before: HTMLElement): void;

  /* tables.js */
  headings(cells: Child[]): HTMLElement;
  row(heading: Child, cells: Child[]): HTMLElement;
  rowsHeading(text: string, columns: number): HTMLElement;
  scrolled(name: string, ...children: Child[]): HTMLElement;

  /* shell.js */
  view(name: string, view: View): void;
  views(): string[];
  titleOf(name: string): string;
  isHidden(name: string): boolean;
  drawForPaper(): void;
  setCommand(line: string): void;
  command(): string;
  dialog(title: string, children: Child[], attributes?: Attributes): HTMLDialogElement;
  problem(text: string | null): void;
  shortcut(key: string, label: string | null, fn: () => void, where?: string | (() => boolean)): void;
  start(): void;

  /* controls.js, caveats.js */
  choice<T extends string | number>(
    legend: string,
    choices: [T, string][],
    chosen: T,
    fn: (value: T) => void,
  ): HTMLElement & { choose(value: T): void };
  behind(text: string, keys: string[], title: string, attributes?: Attributes): HTMLButtonElement;
  sure(title: string, text: string, act: () => void): void;
  player(options: { view: string; key: MonthKey }): HTMLElement;
  why(keys: string[], title: string): void;
  behindGap(gap: string): string[];

  /* pictures and views */
  chart: Chart;
  measuresTable(plans: Plan[]): HTMLElement[];
  marks: Marks;
  map(network: Network, told: { tell(i: number | null): void; pin(i: number | null): void }): OrganisationMap;
  networkStory(network: Network, i: number | null, now: StoryNow | null, pinned: boolean): Child[];
  networkPicture(map: SVGElement, key: MarkedRow[], width: number, height: number): SVGElement;
  networkTable(head: string[], rows: string[][], month: number): HTMLElement;
  shapesKey(types: string[]): MarkedRow[];
  sketch(options: { read(): Sketched; write(points: number[]): void; tools: HTMLElement }): Drawn;
  votingDesk(): HTMLElement;
  votesTold(): string;

  /* exchange.js, phones.js, phone_picture.js */
  exchange<T>(options: ExchangeOptions<T>): Exchange;
  phones: PhonesOfRoom;
  phonePicture(options: PhonePictureOptions): Drawn<SVGElement>;
}

/* How the exchange with the live page's server stands: "told" and "same" are good; "ended" is for ever. */
interface Heard<T> {
  how: "told" | "same" | "lost" | "refused" | "ended";
  told?: T;
  why?: string;
}

interface ExchangeOptions<T> {
  headers: Record<string, string>;
  poll(): string;
  hear(heard: Heard<T>, settled: boolean): void;
  asleep?(): boolean;
}

interface Exchange {
  send(path: string, body: unknown, kind?: string): void;
  waits(): boolean;
  now(): void;
}

interface PhonesOfRoom {
  shared: boolean;
  votes(): number[];
  curves(): number[][];
  voted(): number;
  drawn(): number;
  missing(what: "votes" | "curves"): string | null;
  clear(what: "votes" | "curves"): void;
  box(): HTMLElement[];
}

interface PhoneLine {
  values: number[];
  kind: string;
}

interface PhonePictureOptions {
  months: number[];
  read(): { points: number[]; lines: PhoneLine[]; closed: boolean; label: string };
  write(points: number[], done: boolean): void;
}

interface Names {
  series: Record<string, { name: string; are: string }>;
  dimensions: Record<string, string>;
}

interface GapWords {
  range(lost: Estimate): string;
  signed(lost: Estimate): string;
  leads(byMonth: Record<string, number[]>): { gap: string; since: number }[];
  byMonth(ledger: PlanLedger): string;
  costs(ledger: PlanLedger): string;
}

interface Stages {
  LOCKED_IN: number;
  ORDER: number[];
  isLive(stage: number): boolean;
  isHeldBack(stage: number): boolean;
  sentence(stages: number[]): string;
}

interface Tally {
  count(votes: number[], place: number): number;
  without(votes: number[], place: number): number[];
  outcome(votes: number[], names: string[], shares: number[], leader: number): string[];
  leads(names: string[], shares: number[], leader: number, month: number): string;
  byWay(phones: number, hands: number, one: string): string;
  votesOf(counts: number[]): number[];
}

/* Where a hand is on a picture: a month, and a share in per cent. */
interface Touched {
  month: number;
  share: number;
}

interface Curves {
  monthsOf(last: number): number[];
  smooth(points: number[], months: number[]): number[];
  withPoint(points: number[], i: number, share: number): number[];
  passed(points: number[], months: number[], from: Touched, to: Touched): number[];
  meanOf(all: number[][]): number[];
  judgement(all: number[][], truth: number[]): string;
  off(curve: number[], truth: number[]): string;
}

interface Expected {
  low: Maybe<number>[];
  high: Maybe<number>[];
  over: string;
}

/* A plan of the page, or one that the room kept: `plan` is the one that it changes, and `beside` what
   it gains and costs beside that. */
type CommittedPlan = Plan & { plan?: string; beside?: string };

interface CommitRows {
  written(): Action[];
  form(): HTMLElement;
  sheet(): HTMLElement;
}

interface Commitment {
  MOST: number;
  empty(): Action;
  filled(actions: Action[]): Action[];
  fits(actions: Action[]): boolean;
  valid(actions: Action[]): boolean;
  range(plan: Pick<Plan, "curves" | "spread" | "outlook">, sets: string | null): Expected;
  file(data: Payload, plan: CommittedPlan, room: Room, actions: Action[], made: string): Record<string, unknown>;
  predicted(room: Room, plans: string[]): string;
}

interface DatedEvents {
  shown(events: DatedEvent[], plans: Pick<Plan, "id" | "name">[], nameOf: (month: number) => string): ShownEvent[];
  sentence(events: ShownEvent[]): string;
  at(events: DatedEvent[], month: number): string;
}

interface Marks {
  shape(type: number): string;
  mark(by: string, which: number): string;
  sample(outline: string, kind?: string, sign?: string): SVGElement;
  round: string;
  kind(by: string, which: number): string;
  legend(types: string[]): HTMLElement;
}

/* Where an organisation stands in a month of a run; `gap` holds it back most. */
interface StoryNow {
  run: Run;
  stage: number;
  gap: string | null;
  month: number;
}

/* A row of a key: a dot and what it stands for. */
interface MarkedRow {
  outline: string;
  kind: string;
  sign: string;
  text: string;
}

interface Sketched {
  points: number[];
  others: number[][];
  slot: number;
  plan: Plan;
}

declare var Page: Page;
