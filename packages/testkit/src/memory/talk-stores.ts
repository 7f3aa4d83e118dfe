import type { CallbackStore } from "@nightlight/commands/contact/callback-store";
import type { TransferStore } from "@nightlight/commands/contact/transfer-store";
import { ownerOf } from "@nightlight/domain/contact/contact";
import { isBarred } from "@nightlight/domain/access/may";
import { seatOf } from "./floor.ts";
import type { Transaction } from "./tables.ts";
import { idOf } from "./visibility.ts";

/** Colleagues in memory. */
export function transferStore(transaction: Transaction): TransferStore {
  const { actor, tables } = transaction;
  return {
    async colleagues() {
      const contact = tables.contacts.get(transaction.lockedId ?? "");
      if (contact === undefined || actor.kind !== "staff" || ownerOf(contact) !== actor.id) return [];
      return [...tables.presences]
        .filter(([id, { intent }]) => id !== actor.id && intent !== "off")
        .flatMap(([id, presence]) => {
          const person = tables.people.get(id);
          if (person?.roles.includes("counsellor") !== true || person.suspendedAt !== undefined) return [];
          const isSupervisor = person.roles.includes("supervisor");
          return [{ seat: seatOf(transaction, id, presence), isSupervisor, skills: person.skills }];
        });
    },
  };
}

/** Numbers to call, in memory. */
export function callbackStore(transaction: Transaction): CallbackStore {
  const { actor, tables } = transaction;
  return {
    async keep(contactId, number) {
      const isTheirs = actor.kind === "child" && actor.contactId === contactId;
      const isOurLine = actor.kind === "gateway" && tables.contacts.get(contactId)?.channelId === actor.channelId;
      if (!(isTheirs || isOurLine) || transaction.lockedId !== contactId)
        throw new Error("Nobody leaves a number for somebody else");
      tables.callbackNumbers.set(contactId, number);
    },
    async find(contactId) {
      const contact = tables.contacts.get(contactId);
      if (contact === undefined) return undefined;
      const isTheirs = actor.kind === "staff" && ownerOf(contact) === actor.id && !isBarred(actor, contact);
      const isToBeDialled =
        actor.kind === "system" &&
        [...tables.calls.values()].some(
          (call) => call.contactId === contactId && call.direction === "out" && call.over === undefined,
        );
      const mayFind = idOf(actor) === contactId || isToBeDialled || (isTheirs && contact.callback !== undefined);
      return mayFind ? tables.callbackNumbers.get(contactId) : undefined;
    },
    async forget(contactId) {
      if (idOf(actor) === contactId) tables.callbackNumbers.delete(contactId);
    },
  };
}
