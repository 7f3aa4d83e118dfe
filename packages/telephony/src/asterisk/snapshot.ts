import type { CallSnapshot } from "@nightlight/commands/call/telephony";
import type { Ari } from "./ari.ts";
import { CHANNEL_CALL, CHANNEL_CONTACT, CHANNEL_ROLE, type AriBridge, type AriChannel } from "./ari-messages.ts";
import { attemptOf, bridgeOf } from "./names.ts";
import { pageOf } from "./tell.ts";

/** What is up, read off Asterisk itself. */
export async function readSnapshot(ari: Ari): Promise<readonly CallSnapshot[]> {
  const [channels = [], bridges = []] = await Promise.all([
    ari.ask<readonly AriChannel[]>("GET", "/channels"),
    ari.ask<readonly AriBridge[]>("GET", "/bridges"),
  ]);
  const joined = new Map(bridges.map(({ id, channels: members }) => [id, new Set(members)]));
  const legs = channels.filter(({ id }) => attemptOf(id) !== undefined);
  return channels.filter(isCall).map((call) => ({
    callId: call.id,
    direction: call.channelvars?.[CHANNEL_ROLE] === "dialled" ? "out" : "in",
    isAnswered: call.state === "Up",
    contactTag: call.channelvars?.[CHANNEL_CONTACT] || undefined,
    page: pageOf(call),
    legs: legs
      .filter(({ channelvars }) => channelvars?.[CHANNEL_CALL] === call.id)
      .map(({ id, state }) => ({
        attemptId: attemptOf(id) ?? "",
        isAnswered: state === "Up",
        isJoined: joined.get(bridgeOf(call.id))?.has(id) ?? false,
      })),
  }));
}

/** Neither an agent's leg nor an ear. */
function isCall({ id }: AriChannel): boolean {
  return attemptOf(id) === undefined && !id.startsWith("ear-");
}
