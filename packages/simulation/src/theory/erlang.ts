/** What a queue does in the long run: the formulas of Erlang and Palm, with nothing of ours in them. */
export type LongRun = {
  /** Share of arrivals that do not get somebody at once. */
  readonly waits: number;
  /** Share of arrivals that leave before anybody has them. */
  readonly abandons: number;
};

/** Erlang C: everybody waits as long as it takes. `load` in Erlang, below the number of servers. */
export function erlangC(servers: number, load: number): LongRun {
  if (load >= servers) throw new RangeError("Without patience to lose, a queue needs more servers than load");
  // The blocking of Erlang B by its recursion: powers and factorials would leave what a double holds.
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return { waits: (servers * blocked) / (servers - load * (1 - blocked)), abandons: 0 };
}

export type Patience = {
  readonly servers: number;
  readonly load: number;
  /** Mean patience in mean handling times. */
  readonly patience: number;
};

/** Erlang A: whoever waits leaves after an exponential patience. The birth-and-death chain, summed until nothing is left of it. */
export function erlangA({ servers, load, patience }: Patience): LongRun {
  let weight = 1;
  let [all, waiting, queued] = [0, 0, 0];
  for (let n = 0; n < servers || weight > all * Number.EPSILON; n += 1) {
    all += weight;
    if (n >= servers) waiting += weight;
    queued += weight * Math.max(0, n - servers);
    weight *= load / (Math.min(n + 1, servers) + Math.max(0, n + 1 - servers) / patience);
  }
  return { waits: waiting / all, abandons: queued / all / patience / load };
}
