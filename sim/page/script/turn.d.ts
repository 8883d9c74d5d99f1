/* Types of “What would you do”: what the engine in the page gives, and what is made of it. */

/* The counters of a run: R runs of T months, as sim/outcomes/counts.py, in C order. */
interface Found {
  replicates: number;
  months: number;
  organisations: number;
  clusters: number[];
  spend: number[];
  counts: Record<string, Int32Array | Float64Array>;
}

interface Engine {
  blocked: string | null;
  run(planId: string, values: Values, channel: string, tell: (found: Found) => void): Promise<Found | null>;
}

/* ---- intervals ---- */

interface Clusters {
  sizes: ArrayLike<number>;
  group: Int32Array;
  count: number;
  replicates: number;
  weights: number[];
  quantile: number;
}

interface Sample {
  values: Float64Array;
  clusters: Clusters;
}

interface Intervals {
  student(chance: number, degrees: number): number;
  clustered(clusters: ArrayLike<number>, sizes?: ArrayLike<number>): Clusters;
  halfWidth(values: ArrayLike<number>, clusters: Clusters): number;
  interval(sample: Sample): Estimate;
  ratio(above: ArrayLike<number>, below: ArrayLike<number>, clusters: Clusters): Float64Array | null;
  within(range: Estimate, least: Maybe<number>, most: Maybe<number>): Estimate;
}

interface Worded {
  apart(range: Estimate): boolean;
  quantity(range: Estimate, unit: UnitWords): string;
  difference(range: Estimate, unit: UnitWords, more: string, less: string): string;
  whole(share: number): string;
  sum(amount: number): string;
}

/* ---- outcomes ---- */

type Unapproved = Pick<Plan, "unapproved">;
type ReadPlan = Pick<Plan, "unapproved" | "areas">;
type Samples = Record<string, Sample | null>;

interface Reckoning {
  samples(found: Found, plan: ReadPlan): Samples;
  ranged(sample: Sample | null, outcome: Reckoned): Estimate | null;
  paired(mine: Sample | null, theirs: Sample | null, outcome: Reckoned): Estimate | null;
  spend(found: Found, end: number): number;
  half(found: Found, reads: Reads): Ends;
  curve(found: Found, terms: Term[]): Curve;
  curves(found: Found): Record<string, Curve>;
  spread(found: Found, terms: Term[]): { low: number[]; high: number[] };
  measures(found: Found, plan: ReadPlan): Measure[];
}

interface Figures {
  found: Found;
  samples: Samples;
  ranges: Record<string, Maybe<Estimate>>;
}

/* Something that a plan does better than another, with its numbers and without. */
interface Merit {
  words: string;
  short: string;
}

interface Beside extends Estimate {
  apart: boolean;
  close: boolean;
  sentence: string;
  price: string;
}

interface Against {
  against(mine: Found, theirs: Found, plan: ReadPlan, names: { own: string; other: string }): Beside;
  sentence(range: Estimate, other: string): string;
  split(whole: number, plan: number): string;
}

interface Page {
  engine: Engine;
  intervals: Intervals;
  worded: Worded;
  reckon: Reckoning;
  against: Against;
  turnedOverrides(plan: Pick<Plan, "overrides" | "shares">, values: Values): string[];
  turnedCommand(plan: Pick<Plan, "overrides" | "shares" | "command">, values: Values, replicates: number): string;
}

/* ---- what is turned ---- */

/* `team` is the name of who put it forward. */
interface Kept {
  id: string;
  plan: string;
  values: Values;
  team?: string;
}

/* A step of the history: what was turned, and with which dial. */
interface TurnStep {
  plan: string;
  values: Values;
  key: string;
}

interface TurnHistory {
  now(): TurnStep;
  before(): TurnStep | null;
  undoes(): boolean;
  redoes(): boolean;
  undo(): TurnStep;
  redo(): TurnStep;
  push(step: TurnStep, same: boolean): void;
}

/* A change in words; a button's may set several keys. */
interface Changed {
  keys: string[];
  kind: "plan" | "belief";
  words: string;
}

interface Turns {
  kindOf(key: string): "plan" | "belief";
  set(values: Values, key: string, value: Scalar, planId: string): Values;
  isOn(whatif: WhatIf, values: Values): boolean;
  toggled(whatif: WhatIf, values: Values): Values;
  ofKind(values: Values, kind: "plan" | "belief"): Values;
  changes(planId: string, values: Values): Changed[];
  named(planId: string, values: Values): string;
  history(start: TurnStep): TurnHistory;
}

interface Runs {
  get(planId: string, values: Values, channel: string, tell?: (found: Found) => void): Promise<Found | null>;
  base(planId: string): Promise<Found | null>;
  kept(): (Plan & { plan: string; values: Values; beside: string })[];
  nameOf(kept: Pick<Kept, "plan" | "values">): string;
  keep(planId: string, values: Values): string | null;
  drop(id: string): void;
  team(id: string, name: string): void;
  make(): Promise<void>;
  MOST: number;
  LONGEST: number;
}

/* What is shown: curves and measures, what they rest on, and what is said; `isFirst`: from the first
   runs alone; `asItIs`: the plan as it is on the same runs; `before`: what was before the last change. */
interface Told {
  curves: Record<string, Curve>;
  isFirst: boolean;
  asItIs: Record<string, Curve> | null;
  measures: Measure[];
  replicates: number;
  systems: number;
  answer: string;
  price: string;
  split: string;
  last: string;
  replayed: string;
  before: Record<string, Curve> | null;
}

interface Asking {
  plan(): Plan;
  isChanged(): boolean;
  told(): Told;
  rest(): void;
  runs(): number;
  steps: TurnHistory;
  change(values: Values, key?: string): void;
  put(planId: string, values: Values): void;
  go(way: "undo" | "redo"): void;
  ask(draw: () => void): Promise<boolean | Error>;
}

interface DoWords {
  reached(curve: Curve, month: number, are: string): string;
  restsOn(told: Pick<Told, "replicates" | "systems" | "isFirst">): string;
  last(change: string, told: Pick<Beside, "sentence" | "price">): string;
  turned(changes: Changed[]): string;
  between(from: Curve, to: Curve, part: number): Curve;
}

/* ---- a target to play for ---- */

/* One of the three parts of the target; `near`: luck alone may decide it. */
interface TargetPart {
  name: string;
  met: boolean;
  near: boolean;
}

/* A plan to be ranked: of the page, or kept; `from` is the plan that it changes. */
interface Entrant {
  id: string;
  name: string;
  from: string;
  values: Values;
}

interface Contender extends Entrant {
  measures: Measure[];
  parts: TargetPart[];
  met: number;
  live: number;
  sample: Sample | null;
  believed: boolean;
}

interface Place {
  place: number | null;
  shared: boolean;
}
type Placed = Contender & Place;

interface TargetRule {
  words(target: Target): string;
  parts(target: Target, reached: { live: Ends; spend: Ends; gaveUp: Ends }): TargetPart[];
  ranked<T extends Pick<Contender, "met" | "live" | "believed">>(
    all: T[],
    alike: (one: T, other: T) => boolean,
  ): (T & Place)[];
  told(placed: (Place & { met: number; title: string })[]): string;
}

interface DialControls {
  turns(dial: Dial, planId: string): boolean;
  planned(dial: Dial, planId: string): Scalar;
  find(key: string): Dial | undefined;
  allowed(key: string, value: Scalar): boolean;
  said(dial: Dial, planId: string, value: Scalar): string;
  control(dial: Dial, planId: string, turn: (key: string, value: Scalar) => void): Drawn & { dial: Dial };
}

interface State {
  kept: Kept[];
  kept_made: string[];
}

interface Page {
  turns: Turns;
  runs: Runs;
  doWords: DoWords;
  asking: Asking;
  dial: DialControls;
  changeButtons(planId: string, change: (values: Values) => void): Drawn;
  dialBoard(planId: string, change: (values: Values, key?: string) => void): Drawn;
  target: TargetRule;
  targetDesk(): HTMLDetailsElement;
}
