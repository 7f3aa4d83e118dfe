import { loseMedia } from "@nightlight/commands/call/end-call";
import { fenced } from "@nightlight/commands/call/fenced";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { CallEntry } from "./call-entry.ts";
import type { CallRunner } from "./call-runner.ts";
import { isLeftWithParty } from "./third-parties.ts";

/** A supervisor who puts the telephone down, or whose telephone does not come, has left. */
export async function endMonitoring({ world, run }: CallRunner, entry: CallEntry, attemptId: string): Promise<void> {
  const who = entry.call.legs.find((leg) => leg.attemptId === attemptId)?.counsellorId;
  if (who === undefined || !entry.monitors.some(({ supervisorId }) => supervisorId === who)) return;
  await fenced(world, run, ({ calls }) => calls.stopMonitoring(who));
  entry.monitors = entry.monitors.filter(({ supervisorId }) => supervisorId !== who);
}

/** Puts a call back into the queue whose counsellor's telephone is not there for longer than the policy allows. */
export async function watchMedia({ world, run }: CallRunner, policy: RoutingPolicy, entry: CallEntry): Promise<void> {
  const { contact, call } = entry;
  // Who is called first is the counsellor: whoever does not come to their own telephone has called nobody.
  if (call.direction === "out" && !call.isAnswered) return;
  const owner = contact?.state.status === "active" ? contact.state.owner : undefined;
  const isThere = call.legs.some(({ stage, counsellorId }) => stage === "joined" && counsellorId === owner);
  // Whoever stepped out while somebody from outside is with the caller is away by their own wish.
  if (contact === undefined || owner === undefined || isThere || isLeftWithParty(entry)) {
    entry.withoutMediaSince = undefined;
    return;
  }
  entry.withoutMediaSince ??= performance.now();
  if (performance.now() - entry.withoutMediaSince < policy.mediaWithinSeconds * 1000) return;
  entry.withoutMediaSince = undefined;
  await loseMedia(world, run, contact.id, owner);
}
