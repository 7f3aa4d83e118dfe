import type { VoicemailStore } from "@nightlight/commands/call/voicemail-store";
import { ownerOf } from "@nightlight/domain/contact/contact";
import type { VoicemailRow } from "./call-rows.ts";
import type { Transaction } from "./tables.ts";
import { hasOpened } from "./visibility.ts";

/** Messages of callers, in memory. */
export function voicemailStore(transaction: Transaction): VoicemailStore {
  const { tables, actor, now } = transaction;
  const newest = (contactId: string): VoicemailRow | undefined => {
    const contact = tables.contacts.get(contactId);
    const isTheirs = actor.kind === "staff" && contact !== undefined && ownerOf(contact) === actor.id;
    if (!isTheirs && !hasOpened(transaction, contactId)) return undefined;
    return [...tables.voicemails.values()].findLast((row) => row.contactId === contactId);
  };
  return {
    async keep(voicemail) {
      const key = `${voicemail.engine}/${voicemail.callId}`;
      const call = tables.calls.get(key);
      if (actor.kind !== "system" || call?.stages.consented === undefined || call.over !== undefined)
        throw new Error("Nobody is recorded who did not want it");
      if (!tables.voicemails.has(key)) tables.voicemails.set(key, { ...voicemail, leftAt: now() });
    },
    async find(contactId) {
      const row = newest(contactId);
      return row && { leftAt: row.leftAt, seconds: row.seconds };
    },
    async open(contactId) {
      return newest(contactId)?.sound;
    },
    async eraseOlderThan(hours) {
      const before = new Date(now().getTime() - hours * 3_600_000);
      const old = [...tables.voicemails].filter(([, { contactId, leftAt }]) => {
        const status = tables.contacts.get(contactId)?.state.status;
        return leftAt < before && (status === "closed" || status === "abandoned");
      });
      for (const [key] of old) tables.voicemails.delete(key);
      return old.length;
    },
  };
}
