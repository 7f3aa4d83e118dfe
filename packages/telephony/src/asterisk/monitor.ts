import type { AttemptId, CallId, MonitorMode } from "@nightlight/commands/call/telephony";
import { APPLICATION, type Ari } from "./ari.ts";
import type { AriBridge } from "./ari-messages.ts";
import { attemptOf, bridgeOf, earChannel, legChannel, monitorBridge } from "./names.ts";

/**
 * Lets the leg of `attemptId` into a call: to hear it, to be heard by its agent alone, or to take part. Listening goes
 * through an ear on the agent's leg, so that nobody in the call notices; another mode needs another ear.
 */
export async function monitorLeg(ari: Ari, callId: CallId, attemptId: AttemptId, mode: MonitorMode): Promise<void> {
  await ari.ask("DELETE", `/channels/${earChannel(attemptId)}`);
  const bridge = monitorBridge(attemptId);
  const leg = legChannel(attemptId);
  if (mode === "join") {
    await ari.ask("DELETE", `/bridges/${bridge}`);
    await ari.ask("POST", `/bridges/${bridgeOf(callId)}/addChannel`, { query: { channel: leg } });
    return;
  }
  const members = (await ari.ask<AriBridge>("GET", `/bridges/${bridgeOf(callId)}`))?.channels ?? [];
  const agent = members.find((id) => attemptOf(id) !== undefined && id !== leg);
  if (agent === undefined) return; // nobody talks with the caller: there is nothing to hear
  if (members.includes(leg)) {
    await ari.ask("POST", `/bridges/${bridgeOf(callId)}/removeChannel`, { query: { channel: leg } });
  }
  await ari.ask("POST", `/bridges/${bridge}`, { query: { type: "mixing", name: bridge } });
  await ari.ask("POST", `/channels/${agent}/snoop/${earChannel(attemptId)}`, {
    query: { spy: "both", whisper: mode === "whisper" ? "out" : "none", app: APPLICATION, appArgs: "ear" },
  });
  await ari.ask("POST", `/bridges/${bridge}/addChannel`, { query: { channel: `${leg},${earChannel(attemptId)}` } });
}
