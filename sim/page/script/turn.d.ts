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
  turnedCommand(plan: Pick<Plan, "overrides" | "shares" | "command">, values: Values): string;
}
