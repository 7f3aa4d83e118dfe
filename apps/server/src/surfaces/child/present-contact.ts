import type { ChildContactView } from "@nightlight/contracts/child/contact";
import type { Conversation } from "@nightlight/commands/contact/read-contact";
import { isConversationOpen, ownerOf, type Contact, type ContactStatus } from "@nightlight/domain/contact/contact";
import { callOfferedAt } from "@nightlight/domain/routing/overflow";
import type { SilenceStage } from "@nightlight/domain/contact/talk";
import type { Dependencies } from "../../dependencies.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";

const PHASES: Readonly<Record<ContactStatus, ChildContactView["phase"]>> = {
  queued: "waiting",
  offered: "waiting",
  orphaned: "waiting",
  callback_due: "waiting",
  active: "talking",
  closing: "talking",
  wrap_up: "over",
  closed: "over",
  abandoned: "over",
};

const PAUSES: Readonly<Record<SilenceStage, ChildContactView["pause"]>> = {
  listening: undefined,
  checked: "check",
  asked: "still_here",
  alarmed: "still_here",
};

/** What the child's page may know of its contact: no lane, no reasons, no staff words. */
export async function presentChildContact(
  { board, sessions, policy }: Dependencies,
  realtime: Realtime,
  { contact, messages, at }: Conversation,
): Promise<ChildContactView> {
  const phase = PHASES[contact.state.status];
  const owner = phase === "talking" ? ownerOf(contact) : undefined;
  const guest = contact.state.status === "active" ? contact.state.guest?.id : undefined;
  const queue = phase === "waiting" ? (await board.now()).positions : undefined;
  return {
    phase,
    position: queue === undefined ? null : (queue.get(contact.id) ?? queue.size + 1),
    with: owner === undefined ? null : ((await sessions.displayName(owner)) ?? null),
    isThere: owner !== undefined && isConversationOpen(contact) && (await realtime.isCounsellorThere(owner)),
    ...besideWords(contact),
    ...(queue === undefined || contact.callback !== undefined
      ? {}
      : { callOfferedAt: callOfferedAt(contact, policy.current()).toISOString() }),
    ...(guest === undefined ? {} : { joined: (await sessions.displayName(guest)) ?? "" }),
    messages: messages.map(presentMessage),
    version: contact.version,
    now: at.toISOString(),
  };
}

/** A pause, a question whether they are here, a promised call. */
function besideWords({ state, callback }: Contact): Pick<ChildContactView, "pause" | "call"> {
  const stage = state.status === "active" ? state.silence?.stage : undefined;
  const isHeld = state.status === "active" && state.hold !== undefined;
  const pause = isHeld ? "held" : PAUSES[stage ?? "listening"];
  const call = callback === undefined || callback.allowedBy !== undefined ? undefined : callback;
  return {
    ...(pause === undefined ? {} : { pause }),
    ...(call === undefined || call.reachedAt !== undefined
      ? {}
      : { call: { from: call.from.toISOString(), until: call.until.toISOString() } }),
  };
}
