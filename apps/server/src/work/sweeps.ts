import { endDeadCalls } from "@nightlight/commands/call/end-dead-calls";
import { eraseOldRecordings } from "@nightlight/commands/call/keep-recording";
import { eraseOldVoicemail } from "@nightlight/commands/call/keep-voicemail";
import { ring } from "@nightlight/commands/clock/ring";
import { beginNext } from "@nightlight/commands/presence/change-presence";
import { sweepLeases } from "@nightlight/commands/presence/hold-lease";
import { callIn } from "@nightlight/commands/roster/call-in";
import { lookAtRoster } from "@nightlight/commands/roster/watch-roster";
import { sealLogs } from "@nightlight/database/audit/seal-logs";
import { emptyDrawers } from "@nightlight/database/person/empty-drawers";
import { dueClocks } from "@nightlight/database/clock/due-clocks";
import type { Dependencies } from "../dependencies.ts";
import { auditNow } from "./live-audit.ts";
import type { Notices } from "./notices.ts";

const EVERY_MS = 1_000;
const AUDIT_EVERY_MS = 5_000;
const SEAL_EVERY_MS = 60_000;
/** A clock this late was missed by the timer service. */
const GRACE_MS = 250;
const BATCH = 100;

export type Sweeps = { stop(): Promise<void> };

/** Catches what was missed: clocks that nobody rang, leases that nobody renewed, invariants that something broke. */
export function startSweeps({ world, database, log, metrics }: Dependencies, notices: Notices): Sweeps {
  let running: Promise<void> | undefined;
  const sweep = async (): Promise<void> => {
    for (const clock of await dueClocks(database, GRACE_MS, BATCH))
      if ((await ring(world, clock)) === "rang") metrics.rang("sweep", clock.lateMs);
    for (const counsellorId of await sweepLeases(world)) notices.presence(counsellorId);
    await beginNext(world);
    await callIn(world);
  };
  const check = async (): Promise<void> => {
    const violations = await auditNow({ database, world });
    metrics.audited(violations);
    if (violations.length > 0) log.error({ violations }, "the auditor found a broken invariant");
  };
  const auditing = setInterval(() => {
    void check().catch((error: unknown) => {
      log.warn({ reason: String(error) }, "the auditor could not look; it looks again");
    });
  }, AUDIT_EVERY_MS);
  let sealing: Promise<void> | undefined;
  const seals = setInterval(() => {
    sealing ??= Promise.all([
      sealLogs(database),
      emptyDrawers(database),
      eraseOldVoicemail(world),
      eraseOldRecordings(world),
      endDeadCalls(world),
    ])
      .then(() => undefined)
      .catch((error: unknown) => {
        log.warn(
          { reason: String(error) },
          "events and readings were not sealed, drawers and old sounds not emptied, or calls of dead engines not ended; the next time takes them along",
        );
      })
      .finally(() => {
        sealing = undefined;
      });
  }, SEAL_EVERY_MS);
  // Now, and from now on by its clock.
  const looking = lookAtRoster(world).catch((error: unknown) => {
    log.warn({ reason: String(error) }, "the roster ahead was not looked at; the next change of it, or start, does");
  });
  const timer = setInterval(() => {
    running ??= sweep()
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "a sweep failed; the next one tries again");
      })
      .finally(() => {
        running = undefined;
      });
  }, EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      clearInterval(auditing);
      clearInterval(seals);
      await Promise.all([running, sealing, looking]);
    },
  };
}
