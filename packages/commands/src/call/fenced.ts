import type { Store, World } from "../world.ts";

/** The right to run an engine's calls, as it was given. */
export type EngineRun = { readonly engine: string; readonly epoch: number };

/** Somebody else runs the calls of this engine by now: whoever meets this stops acting. */
export class EngineTaken extends Error {
  constructor(engine: string) {
    super(`The calls of ${engine} are run by somebody else`);
    this.name = "EngineTaken";
  }
}

/** Does something about calls while the right to it is in force; throws EngineTaken when it is not, and nothing is kept. */
export async function fenced<Value>(
  world: World,
  run: EngineRun,
  story: (store: Store) => Promise<Value>,
): Promise<Value> {
  return world.transaction({ kind: "system" }, async (store) => {
    if (!(await store.calls.isInForce(run.engine, run.epoch))) throw new EngineTaken(run.engine);
    return story(store);
  });
}
