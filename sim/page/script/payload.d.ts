/* Written by tests/script/declare.py from sim.page.schema: change that, then run it. */

/* One line of the answer below its headline, e.g. "Sooner" and what is said of it. */
interface AnswerLine {
  label: string;
  text: string;
}

/* All that a phone knows before the answer: the plans, the months of a curve, the question.
   
   room  name of the room, new at each start of the page */
interface Ballot {
  room: string;
  plans: PlanToChoose[];
  months: number[];
  horizon: number;
}

/* The compiled kernel and what it needs.
   
   packed     texts, which others name by their number; the module is the first
   changes    packed JSON: plan, key and value (as JSON) -> changes */
interface CarriedModel {
  arguments: EngineArgument[];
  seed: string;
  months: number;
  stages: number;
  levers: string[];
  blocks: EngineBlock[];
  plans: Record<string, CarriedPlan>;
  changes: number;
  packed: string[];
}

/* One plan.
   
   rows    packed: parts of every period and of the plan, then the settings of every period
   blocks  their numbers
   one_of  pairs of keys of which only one may be turned
   check   check sum of the counters of each block, as the command line counts them
   live    organisations live at the headline month, over all replicates */
interface CarriedPlan {
  rows: number;
  periods: number;
  row_of: number[];
  blocks: number[];
  one_of: string[][];
  check: number[];
  live: number;
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

/* The link to the phones' page, and its QR code: a text of 0 and 1 (dark) for each row. */
interface Code {
  link: string;
  rows: string[];
}

/* A share by month, with the range of its mean. */
interface Curve {
  mean: number[];
  low: (number | null)[];
  high: (number | null)[];
}

/* The curves for one plan after the answer was revealed; `mean` is the model's, by month. */
interface CurvesShown {
  plan: number;
  phones: number[][];
  hands: number[][];
  mean: number[];
}

/* Something that is assumed to happen in some plans; `until` is null if it stays. */
interface DatedEvent {
  title: string;
  from_month: number;
  until: number | null;
  plans: string[];
}

/* One dial; `by_plan` is null where it does nothing for a plan.
   
   kind    whether it is part of a plan, or a belief about how the world answers
   form    a number on a scale, one of some choices, or a balance between two ends
   levels  every value that it may take, in order; a balance that may be left open begins with null
   names   of the levels; empty for numbers that are said with their unit */
interface Dial {
  key: string;
  label: string;
  group: string;
  kind: "plan" | "belief";
  form: "number" | "choice" | "balance";
  unit: string;
  levels: (boolean | number | string | null)[];
  names: string[];
  ends: string[] | null;
  values: Record<string, boolean | number | string | null>;
  explain: string;
  by_plan: Record<string, Turn | null>;
}

/* One plan less the baseline, in every measure. */
interface Difference {
  plan: string;
  measures: Change[];
  sentence: string;
}

/* A mean with its 95 % range; null if it is not known. */
interface Ends {
  mean: number | null;
  low: number | null;
  high: number | null;
}

/* One array of the compiled kernel.
   
   item    bytes of an entry
   shape   sizes, as numbers or in letters
   source  who gives its content: a block, or the plan; else it is room, zeros to fill
   kind    of the entries of what the page reads: i4, i8 or f8; else empty */
interface EngineArgument {
  name: string;
  item: number;
  shape: (number | string)[];
  source: "block" | "plan" | "room";
  kind: "" | "i4" | "i8" | "f8";
}

/* Some replicates on one system.
   
   sizes  the letters of the shapes, in numbers
   given  packed: the arrays that a block gives, one after another */
interface EngineBlock {
  first: number;
  replicates: number;
  cluster: number;
  sizes: Record<string, number>;
  given: number;
}

/* A mean with its 95 % range, all three known. */
interface Estimate {
  mean: number;
  low: number;
  high: number;
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

/* The barrier ledgers, by plan. */
interface Ledger {
  plans: Record<string, PlanLedger>;
}

/* What a live page sends with each question, and how phones reach it.
   
   phones  the same page of the phones by each address of this computer; none if it is not shared */
interface Live {
  token: string;
  phones: Code[];
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

/* Something with a name, and what it is in a sentence. */
interface Named {
  title: string;
  about: string;
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
  question: Question;
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
  model: CarriedModel;
  whatifs: WhatIf[];
  outcomes: Reckoned[];
  series: Record<string, Term[]>;
  parameters: Record<string, Parameter>;
  honesty: string[];
  bears_out: string[];
  target: Target;
}

/* What one phone may know: what is asked, its own vote and curve, and what was revealed.
   
   version  rises with each change by the facilitator
   curve    its points in per cent, for the plan that is asked; none before it is drawn */
interface PhoneView {
  version: number;
  ask: "vote" | "draw";
  plan: number;
  vote: number | null;
  curve: number[];
  votes: VotesShown | null;
  curves: CurvesShown | null;
}

/* One plan.
   
   overrides   what it is made of, as typed
   shares      of its money, as typed: in place of other shares and shifts if money is moved; empty
               where a shift can be added as it is
   areas       places among its groups of organisations elsewhere and in deprived areas
   unapproved  exposure by month where an average organisation is not live; empty if there is none */
interface Plan {
  id: string;
  label: string;
  name: string;
  explain: string;
  command: string;
  overrides: string[];
  shares: string[];
  areas: number[];
  unapproved: number[];
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

/* A plan as a phone shows it: nothing of what comes of it. */
interface PlanToChoose {
  name: string;
  explain: string;
}

/* The runs of one plan. */
interface Played {
  runs: Run[];
}

/* What a session asks, told before any answer; `asked` is empty if there is no one question. */
interface Question {
  asked: string;
  spreads: Named[];
  among: Named[];
}

/* Which counters an outcome reads, and when.
   
   kind   "share": of the organisations in scope, by replicate; "ratio": of two sums over all
          replicates; "gap": share live elsewhere less share live in deprived areas; "half": months
          until half are live; "spend": money of the programme
   at     month, or months since go-live
   total  summed over the months before `at`, not in that month
   plus   added to the share */
interface Reads {
  kind: "share" | "ratio" | "gap" | "half" | "spend";
  above: Term[];
  below: Term[];
  at: number;
  total: boolean;
  plus: number;
}

/* One outcome that the page works out; `low`, `high`: between which it can lie, if limited.
   
   shown  whether it is among the measures; others are read for what a change costs */
interface Reckoned {
  key: string;
  label: string;
  shown: boolean;
  better: "up" | "down" | "neither";
  explain: string;
  behind: string[];
  unit: UnitWords;
  change: Saying | null;
  low: number | null;
  high: number | null;
  reads: Reads;
}

/* What the room's page may know: how many have voted and drawn, and what was revealed. */
interface RoomView {
  ask: "vote" | "draw";
  plan: number;
  voted: number;
  drawn: number;
  votes_revealed: boolean;
  curves_revealed: boolean;
  votes: number[] | null;
  curves: number[][] | null;
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

/* How a difference is worded. */
interface Saying {
  unit: UnitWords;
  more: string;
  less: string;
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

/* One counter: `stage` only of the counter of stages; `sign` 1, or -1 if it is taken off. */
interface Term {
  count: string;
  stage: number | null;
  sign: number;
}

/* The levels between which a dial turns for one plan; `share`: the lever's of the budget. */
interface Turn {
  first: number;
  last: number;
  share?: number;
}

/* How a quantity is worded (sim.outcomes.units). */
interface UnitWords {
  scale: number;
  before: string;
  after: string;
  one: string;
  many: string;
  finest: number;
  whole_from: number;
}

/* The votes after the answer was revealed: by phone and by hand for each plan.
   
   shares  share of organisations live in the model, by plan */
interface VotesShown {
  phones: number[];
  hands: number[];
  shares: number[];
  leader: number;
  headline: string;
}

/* One change of a plan that a button makes. */
interface WhatIf {
  id: string;
  label: string;
  explain: string;
  plan: string;
  values: Record<string, boolean | number | string | null>;
}
