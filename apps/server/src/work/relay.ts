import type { RecordedEvent } from "@nightlight/commands/events";
import type { Committed } from "@nightlight/commands/world";
import type { Dependencies } from "../dependencies.ts";
import type { Notices } from "./notices.ts";
import { freesOrFills } from "./reactions.ts";

const MARK_EVERY_MS = 100;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_BATCH = 200;

export type Relay = { stop(): Promise<void> };

/**
 * Tells the house what was committed: notices to screens, clocks to BullMQ, a poke to the matcher. What a dead server
 * left untold is found in the log and told a second later. Telling twice is harmless.
 */
export function startRelay(dependencies: Dependencies, notices: Notices, poke: () => void): Relay {
  const { announcements, jobs, log, outbox } = dependencies;
  let told: RecordedEvent[] = [];
  const complain = (what: string) => (error: unknown) => {
    log.warn({ reason: String(error) }, what);
  };

  announcements.listener = (committed: Committed) => {
    if (committed.events.some(({ event }) => freesOrFills(event))) poke();
    for (const recorded of committed.events) notices.tell(recorded, committed);
    for (const { contactId, generation, delayMs } of committed.clocks) {
      void jobs
        .add("clock.ring", { contactId, generation }, delayMs)
        .catch(complain("a clock was not set; the sweep rings"));
    }
    told.push(...committed.events);
  };

  const mark = async (): Promise<void> => {
    if (told.length === 0) return;
    const events = told;
    told = [];
    await outbox.markDelivered(events).catch(complain("deliveries were not marked; they will be told again"));
  };
  const sweep = async (): Promise<void> => {
    const forgotten = await outbox.takeForgotten(SWEEP_BATCH);
    for (const recorded of forgotten) notices.tell(recorded, undefined);
    if (forgotten.length > 0) poke();
  };
  const marking = setInterval(() => void mark(), MARK_EVERY_MS);
  const sweeping = setInterval(() => void sweep().catch(complain("the outbox could not be read")), SWEEP_EVERY_MS);
  return {
    async stop() {
      clearInterval(marking);
      clearInterval(sweeping);
      await mark();
    },
  };
}
