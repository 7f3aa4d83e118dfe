import { countByLane, readQueue } from "@nightlight/commands/routing/read-queue";
import type { QueueView } from "@nightlight/contracts/counsellor/contact";
import type { World } from "@nightlight/commands/world";
import { coalesce } from "./coalesce.ts";

/** What one reading of the queue says to everybody: worked out once, however many ask. No words, no personal data. */
export type Board = {
  readonly view: QueueView;
  /** 1 is next; offered ones count as being served first. Whoever is not among the first is behind them all. */
  readonly positions: ReadonlyMap<string, number>;
};

export type QueueBoard = {
  /** As it is now: read after this was asked. Throws when it could not be read in time. */
  now(): Promise<Board>;
  /** As it was a second ago at most; undefined when it could not be read in time. */
  soon(): Promise<Board | undefined>;
};

const SOON_MS = 1_000;
const PATIENCE_MS = 8_000;
const ALL = "all";

/** The queue is one for everybody: whoever asks together shares one reading. */
export function createQueueBoard(world: World): QueueBoard {
  const read = coalesce(async () => new Map([[ALL, await readBoard(world)]]), { patienceMs: PATIENCE_MS });
  let kept: { readonly board: Promise<Board | undefined>; readonly at: number } | undefined;
  return {
    async now() {
      const board = await read(ALL);
      if (board === undefined) throw new Error("The queue could not be read in time");
      return board;
    },
    soon() {
      if (kept === undefined || performance.now() - kept.at >= SOON_MS)
        kept = { board: read(ALL), at: performance.now() };
      return kept.board;
    },
  };
}

async function readBoard(world: World): Promise<Board> {
  const queue = await readQueue(world);
  const view = countByLane(queue.filter(({ state }) => state.status !== "offered")).map((lane) => ({
    ...lane,
    oldestArrivedAt: lane.oldestArrivedAt?.toISOString() ?? null,
  }));
  return { view, positions: new Map(queue.map(({ id }, index) => [id, index + 1])) };
}
