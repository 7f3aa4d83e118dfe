import type { HandoverStore, RaisedHandover } from "@nightlight/commands/shift/handover-store";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { duePart, type Handover, type OwnedThing } from "@nightlight/domain/shift/handover";
import { isOver } from "@nightlight/domain/escalation/escalation";
import { after } from "../clock.ts";
import type { HandoverRow, RosterRow } from "./shift-rows.ts";
import type { Transaction } from "./tables.ts";
import { hasRole, idOf, isBarredFrom } from "./visibility.ts";

const SOON_SECONDS = 30 * 60;

/** Handovers in memory. */
export function handoverStore(transaction: Transaction): HandoverStore {
  const { actor, tables, now, written } = transaction;
  const me = idOf(actor);
  const sees = (row: HandoverRow): boolean => {
    if (actor.kind === "system" || row.contactId === transaction.lockedId) return true;
    const isMine = row.from === me || row.to === me || (row.state === "raised" && hasRole(actor, "supervisor"));
    return isMine && !isBarredFrom(transaction, row.contactId);
  };
  const rows = (): HandoverRow[] =>
    [...tables.handovers.values()]
      .filter(sees)
      .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1));
  const isOpen = ({ answeredAt }: HandoverRow): boolean => answeredAt === undefined;
  const waitingOf = (contactId: string): number =>
    [...tables.escalations.values()].filter(
      ({ escalation }) =>
        escalation.contactId === contactId && !isOver(escalation) && escalation.state.status !== "draft",
    ).length;
  const thingOf = (contact: Contact): Omit<OwnedThing, "handover"> => ({ contact, waiting: waitingOf(contact.id) });
  const withThing = (row: HandoverRow): RaisedHandover[] => {
    const contact = tables.contacts.get(row.contactId);
    return contact === undefined || ownerOf(contact) !== row.from
      ? []
      : [{ handover: plain(row), thing: thingOf(contact) }];
  };
  const demandLock = (contactId: string): void => {
    if (transaction.lockedId !== contactId) throw new Error("A handover changes with its contact locked");
  };
  const withdrawOpen = (contactId: string): void => {
    demandLock(contactId);
    for (const row of tables.handovers.values()) {
      if (row.contactId === contactId && isOpen(row)) {
        tables.handovers.set(row.id, { ...row, state: "withdrawn", answeredAt: now() });
      }
    }
  };
  const dutyOf = (dutyId: string): RosterRow | undefined => tables.roster.get(dutyId);
  return {
    async startClock(dutyId, kind, dueAt) {
      const generation = (tables.dutyClocks.get(dutyId)?.generation ?? 0) + 1;
      tables.dutyClocks.set(dutyId, { kind, dueAt, generation, isRunning: true });
      const delayMs = Math.max(0, dueAt.getTime() - now().getTime());
      written.clocks.push({ subject: "duty", subjectId: dutyId, generation, delayMs });
    },
    async stopClock(dutyId) {
      const clock = tables.dutyClocks.get(dutyId);
      if (clock !== undefined) tables.dutyClocks.set(dutyId, { ...clock, isRunning: false });
    },
    async lockClock(dutyId) {
      const clock = tables.dutyClocks.get(dutyId);
      const duty = dutyOf(dutyId);
      if (clock?.isRunning !== true || duty === undefined) return undefined;
      const worksOn = [...tables.roster.entries()].some(
        ([id, row]) =>
          id !== dutyId &&
          row.counsellorId === duty.counsellorId &&
          row.checkedInAt !== undefined &&
          row.startsAt <= now() &&
          row.endsAt > now(),
      );
      const { counsellorId, shiftId, endsAt } = duty;
      return { dutyId, counsellorId, shiftId, endsAt, clock: clock.kind, dueAt: clock.dueAt, worksOn, at: now() };
    },
    async dutyOf(counsellorId, shiftId) {
      const dutyId = `${shiftId}/${counsellorId}`;
      const duty = dutyOf(dutyId);
      return duty && { dutyId, endsAt: duty.endsAt };
    },
    async ownedBy(counsellorId) {
      return [...tables.contacts.values()]
        .filter((contact) => ownerOf(contact) === counsellorId && duePart(thingOf(contact)) !== undefined)
        .sort((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime())
        .map((contact) => {
          const open = rows().find((row) => row.contactId === contact.id && isOpen(row) && row.from === counsellorId);
          return { ...thingOf(contact), handover: open && plain(open) };
        });
    },
    async askedOf(counsellorId) {
      return rows()
        .filter((row) => row.state === "asked" && row.to === counsellorId)
        .flatMap(withThing);
    },
    async raised() {
      return rows()
        .filter((row) => row.state === "raised")
        .flatMap(withThing)
        .filter(({ thing }) => duePart(thing) === "record" || duePart(thing) === "escalation");
    },
    async strays(lateMinutes) {
      const since = after(now(), -lateMinutes * 60);
      const isOnShift = (id: string): boolean =>
        [...tables.roster.values()].some(
          (row) => row.counsellorId === id && row.checkedInAt !== undefined && row.endsAt > since,
        );
      return [...tables.contacts.values()].flatMap(({ id, state, risk }) => {
        const isSevere = risk.level === "P1" || risk.level === "P2";
        if (state.status !== "wrap_up" || !isSevere || state.since >= since || isOnShift(state.owner)) return [];
        const isRaised = rows().some((row) => row.contactId === id && row.state === "raised");
        return isRaised ? [] : [{ contactId: id, from: state.owner }];
      });
    },
    async openOf(contactId) {
      const row = rows().find((each) => each.contactId === contactId && isOpen(each));
      return row && plain(row);
    },
    async lastOf(contactId) {
      const over = rows().filter((each) => each.contactId === contactId && !isOpen(each));
      const last = over.sort((a, b) => (b.answeredAt?.getTime() ?? 0) - (a.answeredAt?.getTime() ?? 0))[0];
      return last && plain(last);
    },
    async ask({ id, contactId, from, to }) {
      withdrawOpen(contactId);
      tables.handovers.set(id, { id, contactId, from, to, state: "asked", askedAt: now(), answeredAt: undefined });
    },
    async settle(id, state) {
      const row = tables.handovers.get(id);
      if (row === undefined) return;
      demandLock(row.contactId);
      tables.handovers.set(id, { ...row, state, answeredAt: now() });
    },
    async raise({ id, contactId, from }) {
      withdrawOpen(contactId);
      const raised = { to: undefined, state: "raised", askedAt: now(), answeredAt: undefined } as const;
      tables.handovers.set(id, { id, contactId, from, ...raised });
    },
    waitingOf: async (contactId) => waitingOf(contactId),
    async reliefs() {
      const soon = after(now(), SOON_SECONDS);
      const onShift = [...tables.roster.values()].filter(
        (row) => row.startsAt <= soon && row.endsAt > soon && row.counsellorId !== me,
      );
      return [...Map.groupBy(onShift, (row) => row.counsellorId)]
        .flatMap(([id, duties]) => {
          const person = tables.people.get(id);
          if (person?.roles.includes("counsellor") !== true || person.suspendedAt !== undefined) return [];
          const endsAt = new Date(Math.max(...duties.map((duty) => duty.endsAt.getTime())));
          return [{ id, name: person.name, endsAt, isThere: duties.some((duty) => duty.checkedInAt !== undefined) }];
        })
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
    },
  };
}

function plain({ answeredAt: _answeredAt, ...handover }: HandoverRow): Handover {
  return handover;
}
