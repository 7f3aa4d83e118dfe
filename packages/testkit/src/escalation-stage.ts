import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { applyCommand } from "@nightlight/commands/contact/change-contact";
import { proposeEscalation } from "@nightlight/commands/escalation/propose-escalation";
import { sendEscalation, type SendInput } from "@nightlight/commands/escalation/send-escalation";
import { canonicalContent } from "@nightlight/domain/escalation/content";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import { createHash } from "node:crypto";
import { offices } from "./escalation-scene.ts";
import { comeOnDuty, takeChat, valueOf } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** The version of the form that the record is in. */
const FORM = 2;

export const CHILD = "child.aaaaaaaa";

/** SHA-256 in hex, as the server makes it. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A counsellor in conversation, the offices of a province, and everything that putting it before one of them takes. */
export async function escalationStage(stage: Stage) {
  const lan = await comeOnDuty(stage);
  const around = await offices(stage);
  const { contactId } = await takeChat(stage, lan);
  const { world } = stage;
  const propose = async (authorityId?: string) =>
    valueOf(await proposeEscalation(world, lan, { contactId, authorityId }));
  return {
    lan,
    around,
    contactId,
    propose,
    /** Writes a field of the record; `version` is the one that it replaces. */
    write: (path: string, value: string, version = 0) =>
      world.transaction(lan, ({ records }) => records.save(contactId, path, value, version, FORM)),
    raise: (level: EscalationLevel) =>
      world.transaction(lan, async (store) => {
        const locked = await store.contacts.lock(contactId);
        if (locked === undefined) throw new Error("The contact is gone");
        const command = { type: "raise-risk", changeId: world.newId(), level, by: lan.id } as const;
        valueOf(await applyCommand(store, locked, command));
      }),
    bar: async (barredId: string) => {
      const reason = "Người này được nhắc đến";
      valueOf(await barFromContact(world, lan, { contactId, barredId, origin: "named", reason }));
    },
    /** Sends what is proposed right now, unless something else is said. */
    send: async (change: Partial<SendInput> = {}) => {
      const { content, authority } = await propose(change.authorityId);
      const input: SendInput = {
        contactId,
        key: "first-try",
        authorityId: authority?.authority.id ?? "",
        contentHash: content === undefined ? "" : hashOf(canonicalContent(content)),
        confirm: content?.level ?? "",
        withoutConsent: "danger",
        callBy: null,
        ...change,
      };
      return sendEscalation(world, lan, input, hashOf);
    },
  };
}
