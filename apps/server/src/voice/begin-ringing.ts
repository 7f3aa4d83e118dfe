import { beginCall, type BegunCall } from "@nightlight/commands/call/begin-call";
import { beginWebCall } from "@nightlight/commands/call/begin-web-call";
import type { EngineRun } from "@nightlight/commands/call/fenced";
import type { TelephonyEvent } from "@nightlight/commands/call/telephony";
import type { World } from "@nightlight/commands/world";
import { hashToken } from "../access/tokens.ts";

/** The channels that calls belong to, by their kind. */
export type CallChannels = { readonly phone: string; readonly web_call: string };

/** Stores what rings as a contact; undefined where a page rings that may not. Repeatable. */
export async function beginRinging(
  world: World,
  run: EngineRun,
  channels: CallChannels,
  { callId, number, page }: Extract<TelephonyEvent, { type: "call.incoming" }>,
): Promise<BegunCall | undefined> {
  const arrivalKey = hashToken(`${run.engine}/${callId}`);
  if (page !== undefined) {
    return beginWebCall(world, run, { callId, arrivalKey, channelId: channels.web_call, name: page });
  }
  const phone = { channel: "phone", channelId: channels.phone, language: "vi" } as const;
  return beginCall(world, run, { callId, number, arrivalKey, ...phone });
}
