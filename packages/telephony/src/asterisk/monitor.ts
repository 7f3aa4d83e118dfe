import type { AttemptId, CallId } from "@nightlight/commands/call/telephony";
import type { Ear } from "@nightlight/domain/call/call";
import { APPLICATION, type Ari } from "./ari.ts";
import type { AriBridge } from "./ari-messages.ts";
import { bridgeOf, earChannel, legChannel, monitorBridge } from "./names.ts";

/**
 * Lets the leg of `attemptId` into a call: to hear it, to be heard by its agent alone, or to take part. Listening goes
 * through an ear on the agent's leg, so that nobody in the call notices; another mode needs another ear.
 */
export async function monitorLeg(
  ari: Ari,
  callId: CallId,
  attemptId: AttemptId,
  { mode, through }: Ear,
): Promise<void> {
  await ari.ask("DELETE", `/channels/${earChannel(attemptId)}`);
  const bridge = monitorBridge(attemptId);
  const leg = legChannel(attemptId);
  if (mode === "join") {
    await ari.ask("DELETE", `/bridges/${bridge}`);
    await ari.ask("POST", `/bridges/${bridgeOf(callId)}/addChannel`, { query: { channel: leg } });
    return;
  }
  const members = (await ari.ask<AriBridge>("GET", `/bridges/${bridgeOf(callId)}`))?.channels ?? [];
  const agent = legChannel(through);
  if (!members.includes(agent)) return; // nobody talks with the caller: there is nothing to hear
  if (members.includes(leg)) {
    await ari.ask("POST", `/bridges/${bridgeOf(callId)}/removeChannel`, { query: { channel: leg } });
  }
  await ari.ask("POST", `/bridges/${bridge}`, { query: { type: "mixing", name: bridge } });
  await ari.ask("POST", `/channels/${agent}/snoop/${earChannel(attemptId)}`, {
    query: { spy: "both", whisper: mode === "whisper" ? "out" : "none", app: APPLICATION, appArgs: "ear" },
  });
  await ari.ask("POST", `/bridges/${bridge}/addChannel`, { query: { channel: `${leg},${earChannel(attemptId)}` } });
}

/** Whoever listened has gone: neither their ear nor the room of the two stays. */
export async function endEar(ari: Ari, attemptId: AttemptId): Promise<void> {
  await ari.ask("DELETE", `/channels/${earChannel(attemptId)}`);
  await ari.ask("DELETE", `/bridges/${monitorBridge(attemptId)}`);
}
