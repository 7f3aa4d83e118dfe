import type { OutsideCallStore } from "@nightlight/commands/call/outside-call-store";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import { ownerOf } from "@nightlight/domain/contact/contact";
import type { OutsideCallRow } from "./call-rows.ts";
import type { Transaction } from "./tables.ts";
import { hasOpened, hasRole, idOf, isBarredFrom } from "./visibility.ts";

/** Outside calls in memory. */
export function outsideCallStore(transaction: Transaction): OutsideCallStore {
  const { tables, actor, now } = transaction;
  const change = (id: string, to: (row: OutsideCallRow) => Partial<OutsideCallRow>): void => {
    const row = tables.outsideCalls.get(id);
    if (row !== undefined) tables.outsideCalls.set(id, { ...row, ...to(row) });
  };
  const owns = (contactId: string): boolean => {
    const contact = tables.contacts.get(contactId);
    return contact !== undefined && actor.kind === "staff" && ownerOf(contact) === actor.id;
  };
  /** An office sees nothing of them. */
  const isVisible = ({ counsellorId, contactId, task }: OutsideCall): boolean => {
    if (actor.kind === "system") return true;
    if (counsellorId === idOf(actor) || owns(contactId) || hasOpened(transaction, contactId)) return true;
    if (task === undefined || !hasRole(actor, "counsellor", "supervisor", "clinical_lead")) return false;
    if (isBarredFrom(transaction, contactId)) return false;
    const escalation = tables.escalations.get(task.escalationId)?.escalation;
    const isAsked = escalation?.tasks.some((each) =>
      [each.ownerId, each.offeredTo, each.takenBy].includes(idOf(actor)),
    );
    return isAsked === true || escalation?.sentBy === idOf(actor) || hasRole(actor, "supervisor", "clinical_lead");
  };
  const all = (): readonly OutsideCallRow[] => [...tables.outsideCalls.values()].filter(isVisible);
  return {
    async want(call) {
      const engine = [...tables.engines].find(([, { aliveUntil }]) => aliveUntil > now())?.[0];
      const counsellorId = idOf(actor);
      if (engine === undefined || counsellorId === undefined) return false;
      tables.outsideCalls.set(call.id, {
        ...{ ...call, engine, counsellorId, askedAt: now(), dialledAt: undefined, answeredAt: undefined },
        ...{ talkedAt: undefined, endedAt: undefined, endedBy: undefined, cause: undefined, refusal: undefined },
        legId: undefined,
      });
      return true;
    },
    async wish(id, wish) {
      change(id, ({ endedAt }) => (endedAt === undefined ? { wish } : {}));
    },
    async find(id) {
      return all().find((row) => row.id === id);
    },
    async mine() {
      return all().find(
        (row) =>
          row.counsellorId === idOf(actor) &&
          row.endedAt === undefined &&
          (row.purpose === "authority" || row.legId !== undefined),
      );
    },
    async thirdsOf(contactId) {
      return all()
        .filter((row) => row.contactId === contactId && row.purpose === "third")
        .toReversed();
    },
    async ofEscalations(ids) {
      return all().filter(({ task }) => task !== undefined && ids.includes(task.escalationId));
    },
    async up(engine) {
      return all()
        .filter((row) => row.engine === engine && row.endedAt === undefined)
        .flatMap((call) => {
          const contact = tables.contacts.get(call.contactId);
          return contact === undefined ? [] : [{ call, contact, legId: call.legId }];
        });
    },
    async ring(id, legId) {
      change(id, () => ({ legId }));
    },
    async note(id, stage) {
      const at = now();
      change(id, ({ dialledAt, answeredAt, talkedAt }) => {
        if (stage === "dialled") return { dialledAt: dialledAt ?? at };
        return stage === "answered" ? { answeredAt: answeredAt ?? at } : { talkedAt: talkedAt ?? at };
      });
    },
    async end(id, { by, cause, refusal }) {
      change(id, ({ endedAt }) => (endedAt === undefined ? { endedAt: now(), endedBy: by, cause, refusal } : {}));
    },
  };
}
