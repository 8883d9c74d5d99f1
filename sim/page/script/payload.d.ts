/* Written by tests/script/declare.py from sim.page.schema: change that, then run it. */

/* An answer of the live page. */
interface Answer {
  curves: Record<string, Curve>;
  difference: Paired;
  command: string;
  measures: Measure[];
  held_to: "computed" | "interpolated";
  replicates: number;
}

/* One line of the answer below its headline, e.g. "Sooner" and what is said of it. */
interface AnswerLine {
  label: string;
  text: string;
}

/* A plan less the baseline.
   
   apart  its 95 % range excludes 0
   close  it is below the margin, so that the two are practically the same */
interface Change {
  mean: number | null;
  low: number | null;
  high: number | null;
  key: string;
  label: string;
  text: string;
  better: "up" | "down" | "neither";
  explain: string;
  behind: string[];
  apart: boolean;
  close: boolean;
}

/* One of the values of a dial that is not a number. */
interface Choice {
  value: boolean | number | string | null;
  label: string;
}

/* A share by month, with the range of its mean. */
interface Curve {
  mean: number[];
  low: (number | null)[];
  high: (number | null)[];
}

/* Something that is assumed to happen in some plans; `until` is null if it stays. */
interface DatedEvent {
  title: string;
  from_month: number;
  until: number | null;
  plans: string[];
}

/* One dial; `by_plan` is null where it does nothing for a plan. */
interface Dial {
  key: string;
  label: string;
  unit: string;
  low: number;
  high: number;
  step: number;
  values: Record<string, boolean | number | string | null>;
  kind: "number" | "choice";
  choices: Choice[];
  explain: string;
  by_plan: Record<string, Turn | null>;
}

/* One plan less the baseline, in every measure. */
interface Difference {
  plan: string;
  measures: Change[];
  sentence: string;
}

/* What comes of a plan with some values changed. */
interface Effect {
  curves: Record<string, Curve>;
  difference: Paired;
  command: string;
}

/* A mean with its 95 % range; null if it is not known. */
interface Ends {
  mean: number | null;
  low: number | null;
  high: number | null;
}

/* A mean with its 95 % range, all three known. */
interface Estimate {
  mean: number;
  low: number;
  high: number;
}

/* Answers computed in advance; `values`, `half_width`: whole numbers up to `scale`, packed. */
interface Grid {
  plan: string;
  command: string;
  keys: string[];
  levels: number[][];
  rulers: Ruler[];
  months: number[];
  series: string[];
  scale: number;
  values: string;
  half_width: string;
  replicates: number;
  held_out: HeldOut;
  capped: boolean;
}

/* The share of one group that is live, by month. */
interface Group {
  dimension: string;
  group: string;
  live: number[];
  low: (number | null)[];
  high: (number | null)[];
}

/* Share of a group's organisations that each gap holds back most, at a month. */
interface GroupGaps {
  dimension: string;
  group: string;
  at: number;
  shares: Record<string, number>;
}

/* How close the grid comes to real runs at settings that it was not made from.
   
   `within` is the share of the settings that come within `points`, a share of organisations. */
interface HeldOut {
  settings: number;
  points: number;
  within: number;
  worst: number;
}

/* The barrier ledgers, by plan. */
interface Ledger {
  plans: Record<string, PlanLedger>;
}

/* What a live page sends with each question. */
interface Live {
  token: string;
  visitor: string;
}

/* What a gap costs, as a share of organisations. */
interface Loss {
  mean: number;
  low: number;
  high: number;
  gap: string;
  text: string;
}

/* One measure of a plan: its number, words, meaning, and the parameters behind it by key. */
interface Measure {
  mean: number | null;
  low: number | null;
  high: number | null;
  key: string;
  label: string;
  text: string;
  better: "up" | "down" | "neither";
  explain: string;
  behind: string[];
}

/* The organisations of one system, their places on the map, and their runs by plan. */
interface Network {
  names: string[];
  types: string[];
  type: number[];
  regions: string[];
  region: number[];
  deprived: boolean[];
  x: number[];
  y: number[];
  ties: number[][];
  plans: Record<string, Played>;
  sayings: string[];
}

/* The change of one kind that gains most for a group. */
interface NextBest {
  dimension: string;
  group: string;
  kind: string;
  action: string;
  gain: Estimate;
  apart: boolean;
  sentence: string;
  command: string;
}

/* What may happen to a plan: nine in ten runs over luck, systems and assumptions, by month.
   
   parts  share of each kind of doubt in the headline month, in words; empty if unknown */
interface Outlook {
  low: number[];
  high: number[];
  parts: string;
}

/* The paired difference of a changed plan from the plan as it is, in one month. */
interface Paired {
  mean: number;
  low: number;
  high: number;
  month: number;
  apart: boolean;
  sentence: string;
}

/* One number or switch; `values` by plan where the plans differ in it. */
interface Parameter {
  value: boolean | number | string | null;
  unit: string;
  meaning: string;
  source: string;
  sourced: boolean;
  low: number | null;
  high: number | null;
  values?: Record<string, boolean | number | string | null>;
}

/* Everything that the page shows. */
interface Payload {
  version: string;
  title: string;
  illustrative: boolean;
  about: string;
  horizon: number;
  months: number;
  first_view: string;
  first_month: string;
  replicates: number;
  margin: number;
  sets: string | null;
  live: Live | null;
  baseline: number;
  leader: number;
  headline: string;
  answer: AnswerLine[];
  verdict: string[];
  command: string;
  workshop_command: string;
  plans: Plan[];
  events: DatedEvent[];
  differences: Difference[];
  one_system: boolean;
  network: Network | null;
  stages: string[];
  categories: string[];
  gaps: string[];
  gap_explain: Record<string, string>;
  ledger: Ledger;
  dials: Dial[];
  dials_plan: string;
  grid: Grid | null;
  whatifs: (WhatIf | Tension)[];
  parameters: Record<string, Parameter>;
  honesty: string[];
  target: Target;
}

/* One plan. */
interface Plan {
  id: string;
  label: string;
  name: string;
  explain: string;
  command: string;
  overrides: string[];
  curves: Record<string, Curve>;
  spread: Record<string, Spread>;
  outlook: Outlook | null;
  groups: Group[];
  measures: Measure[];
}

/* Mean numbers of organisations that each gap holds back most, by month and by stage. */
interface PlanGaps {
  by_month: Record<string, number[]>;
  by_stage: Record<string, Record<string, number[]>>;
}

/* The barrier ledger of one plan.
   
   pairs  runs with and without each gap
   money  the ledger in a sentence, with what a little more money would win back */
interface PlanLedger {
  by_month: Record<string, number[]>;
  by_stage: Record<string, Record<string, number[]>>;
  organisations: number;
  horizon: number;
  pairs: number;
  by_group: GroupGaps[];
  reached: Estimate;
  all_closed: Estimate;
  lost: Loss[];
  next_best: NextBest[];
  money: string;
}

/* The runs of one plan. */
interface Played {
  runs: Run[];
}

/* One position of a tension. */
interface Position {
  value: boolean | number | string | null;
  label: string;
  result: Effect | null;
}

/* The weights of a dial's levels at some places along it. */
interface Ruler {
  places: number[];
  weights: number[][];
}

/* One run to play.
   
   stages, binding  of each organisation a text with a digit for each month; "-" is no gap
   stories          of each organisation pairs of a month and the number of a saying */
interface Run {
  replicate: number;
  label: string;
  why: string;
  category: number[];
  stages: string[];
  binding: string[];
  stories: number[][][];
}

/* The range in which nine in ten single runs lie, by month. */
interface Spread {
  low: number[];
  high: number[];
}

/* What teams play for: shares of organisations, and the programme's money [GBP].
   
   gave_up  of those ever live, by the end, at most */
interface Target {
  live: number;
  month: number;
  budget: number;
  gave_up: number;
}

/* One balance to strike; `now` is the plan's own position, -1 if it is not one of `levels`. */
interface Tension {
  id: string;
  label: string;
  kind: "tension";
  explain: string;
  claim: string;
  plan: string;
  key: string;
  ends: string[];
  now: number;
  levels: Position[];
}

/* How far a dial turns for one plan; `share` is the lever's share of the budget. */
interface Turn {
  low: number;
  high: number;
  share?: number;
}

/* One button; `result` is null on a live page, and if the plan does not allow it. */
interface WhatIf {
  id: string;
  label: string;
  kind: "whatif";
  explain: string;
  plan: string;
  values: Record<string, boolean | number | string | null>;
  result: Effect | null;
}
