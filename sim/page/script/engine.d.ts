/* Types of the model in the page: what a worker is asked, and what it finds. */

/* Words of eight bytes that a turned dial changes: their places in an array, and what they become. */
type EngineWords = [number, string][];

interface Change {
  parts: EngineWords;
  settings: EngineWords;
  arrays?: Record<string, Record<string, EngineWords>>;
}

/* One block of one plan: its bytes and the plan's, in the order of the arrays, and the dials that
   are turned; `numbers` are arrays by name that neither has. */
interface EngineJob {
  id: number;
  sizes: Record<string, number>;
  cluster: number;
  block: Uint8Array;
  rows: Uint8Array;
  numbers: Record<string, Uint8Array>;
  turns: Change[];
}

/* The counters of one block by name, and what its plan spends. */
interface EngineFound {
  status: number;
  counters: Record<string, Int32Array | Float64Array | BigInt64Array>;
}

/* A plan that ran again here: whether all numbers are equal, how many there are, and the share live
   at the headline month as it is counted here and as the command line counted it. */
interface EngineCheck {
  equal: boolean;
  numbers: number;
  here: number;
  there: number;
}

interface Engine {
  check(planId: string): Promise<EngineCheck>;
}

interface Page {
  checkDesk(): HTMLElement;
}
