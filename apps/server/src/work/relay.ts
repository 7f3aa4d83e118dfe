import type { Committed, RunningClock } from "@nightlight/commands/world";
import { footprint } from "@nightlight/domain/contact/footprint";
import type { Dependencies } from "../dependencies.ts";
import { currentRequestId } from "../plugins/request-context.ts";
import type { Notices } from "./notices.ts";
import type { Matcher } from "./matcher.ts";
import { matchHint } from "./reactions.ts";

/** Well within what makes a node count as gone. */
const BEAT_EVERY_MS = 500;
/** An offer is shown within milliseconds, and its first clock is over: most clocks never need to reach BullMQ. */
const SET_CLOCKS_EVERY_MS = 250;
const SWEEP_EVERY_MS = 1_000;
const SWEEP_BATCH = 200;

/** A clock that BullMQ does not know yet, with the request that set it. */
type UnsetClock = { readonly clock: RunningClock; readonly since: number; readonly requestId: string | undefined };

export type Relay = { stop(): Promise<void> };

/**
 * Tells the house what was committed: a poke to the matcher, notices to screens, clocks to BullMQ. What a dead server
 * left untold is found in the log and told a second later, and a clock that it did not set is rung by the sweep.
 * Telling twice is harmless.
 */
export async function startRelay(dependencies: Dependencies, notices: Notices, poke: Matcher["poke"]): Promise<Relay> {
  const { announcements, jobs, log, metrics, outbox } = dependencies;
  const unset = new Map<string, UnsetClock>();
  const complain = (what: string) => (error: unknown) => {
    log.warn({ reason: String(error) }, what);
  };

  announcements.listener = (committed: Committed) => {
    const hints = new Set(committed.events.map(({ event }) => matchHint(event)));
    if (hints.has("waits")) poke("waits");
    else if (hints.has("frees")) poke("frees");
    metrics.committed(committed);
    for (const recorded of committed.events) notices.tell(recorded, committed);
    for (const contact of committed.contacts.values()) {
      if (footprint(contact).clock === undefined) unset.delete(`contact/${contact.id}`);
    }
    for (const clock of committed.clocks) {
      unset.set(`${clock.subject}/${clock.subjectId}`, {
        clock,
        since: performance.now(),
        requestId: currentRequestId(),
      });
    }
  };

  const setClocks = (): void => {
    for (const { clock, since, requestId } of unset.values()) {
      const { delayMs, ...ring } = clock;
      void jobs
        .add("clock.ring", { ...ring, ...(requestId && { requestId }) }, delayMs - (performance.now() - since))
        .catch(complain("a clock was not set; the sweep rings"));
    }
    unset.clear();
  };

  const beat = async (): Promise<void> => {
    await outbox.beat().catch(complain("this node could not say that it is here; others may tell what it told"));
  };
  const sweep = async (): Promise<void> => {
    const forgotten = await outbox.takeForgotten(SWEEP_BATCH);
    metrics.toldLate(forgotten.length);
    for (const recorded of forgotten) notices.tell(recorded, undefined);
    if (forgotten.length > 0) poke("waits");
  };
  const setting = setInterval(setClocks, SET_CLOCKS_EVERY_MS);
  await outbox.beat();
  const beating = setInterval(() => void beat(), BEAT_EVERY_MS);
  const sweeping = setInterval(() => void sweep().catch(complain("the outbox could not be read")), SWEEP_EVERY_MS);
  return {
    async stop() {
      clearInterval(setting);
      clearInterval(beating);
      clearInterval(sweeping);
      setClocks();
      await outbox.leave().catch(complain("this node could not say that it goes; others tell again what it told"));
    },
  };
}
