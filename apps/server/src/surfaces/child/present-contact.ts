import type { ChildContactView } from "@nightlight/contracts/child/contact";
import type { Conversation } from "@nightlight/commands/contact/read-contact";
import { positionOf, readQueue } from "@nightlight/commands/routing/read-queue";
import { isConversationOpen, ownerOf, type ContactStatus } from "@nightlight/domain/contact/contact";
import type { Dependencies } from "../../dependencies.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";

const PHASES: Readonly<Record<ContactStatus, ChildContactView["phase"]>> = {
  queued: "waiting",
  offered: "waiting",
  orphaned: "waiting",
  active: "talking",
  closing: "talking",
  wrap_up: "over",
  closed: "over",
  abandoned: "over",
};

/** What the child's page may know of its contact: no lane, no reasons, no staff words. */
export async function presentChildContact(
  { world, sessions }: Dependencies,
  realtime: Realtime,
  { contact, messages, at }: Conversation,
): Promise<ChildContactView> {
  const phase = PHASES[contact.state.status];
  const owner = phase === "talking" ? ownerOf(contact) : undefined;
  const queue = phase === "waiting" ? await readQueue(world) : [];
  return {
    phase,
    position: phase === "waiting" ? (positionOf(queue, contact.id) ?? queue.length + 1) : null,
    with: owner === undefined ? null : ((await sessions.displayName(owner)) ?? null),
    isThere: owner !== undefined && isConversationOpen(contact) && (await realtime.isCounsellorThere(owner)),
    messages: messages.map(presentMessage),
    version: contact.version,
    now: at.toISOString(),
  };
}
