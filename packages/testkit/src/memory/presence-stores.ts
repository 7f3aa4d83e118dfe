import type { CounsellorEvent } from "@nightlight/commands/events";
import type { LeaseStore } from "@nightlight/commands/presence/lease-store";
import type { Presence, PresenceStore } from "@nightlight/commands/world";
import { checkInOpensAt, gateOf } from "@nightlight/domain/shift/shift";
import { after } from "../clock.ts";
import type { RosterRow } from "./shift-rows.ts";
import { record, type LeaseRow, type PresenceRow, type Transaction } from "./tables.ts";
import { holdsPresence, idOf, seesPresence } from "./visibility.ts";

const ONE_DAY_SECONDS = 24 * 60 * 60;

/** Presences in memory. Every change is an event of its own. */
export function presenceStore(transaction: Transaction): PresenceStore {
  const { actor, tables, now } = transaction;
  const rowOf = (counsellorId: string): PresenceRow | undefined =>
    seesPresence(transaction, counsellorId) ? tables.presences.get(counsellorId) : undefined;
  const find = async (counsellorId: string): Promise<Presence | undefined> => {
    const row = rowOf(counsellorId);
    return row && presenceOf(transaction, counsellorId, row);
  };
  const change = (counsellorId: string, row: PresenceRow, event: CounsellorEvent): void => {
    const version = row.version + 1;
    tables.presences.set(counsellorId, { ...row, version });
    const by = { actorKind: actor.kind, actorId: idOf(actor), at: now() };
    record(transaction, [{ subject: "counsellor", subjectId: counsellorId, version, event, ...by }]);
  };
  return {
    find,
    lock: find,
    async save(counsellorId, { intent, missedInRow, forMinutes }, event) {
      const row = rowOf(counsellorId);
      if (row === undefined) return;
      const { next, nextMinutes, ...rest } = row;
      const isSame = row.intent === intent;
      const kept = isSame ? { next, nextMinutes } : {};
      const until = forMinutes === undefined ? undefined : after(now(), forMinutes * 60);
      const intentSince = isSame ? row.intentSince : now();
      change(counsellorId, { ...rest, ...kept, until, intent, intentSince, missedInRow }, event);
    },
    async chooseNext(counsellorId, next, nextMinutes) {
      const row = rowOf(counsellorId);
      if (row !== undefined) tables.presences.set(counsellorId, { ...row, next, nextMinutes });
    },
    async readyForNext() {
      const isBusy = (id: string): boolean =>
        [...tables.slots.values()].some((slot) => slot.counsellorId === id && slot.contactId !== undefined);
      return [...tables.presences].filter(([id, { next }]) => next !== undefined && !isBusy(id)).map(([id]) => id);
    },
    async note(counsellorId, event) {
      const row = rowOf(counsellorId);
      if (row !== undefined) change(counsellorId, row, event);
    },
    async forgetMisses(counsellorId) {
      const row = rowOf(counsellorId);
      if (row !== undefined) tables.presences.set(counsellorId, { ...row, missedInRow: 0 });
    },
    async checkIn(counsellorId, shiftId) {
      const row = rowOf(counsellorId);
      if (row === undefined) return;
      const key = `${shiftId}/${counsellorId}`;
      const rostered = tables.roster.get(key);
      if (rostered?.checkedInAt === undefined && rostered !== undefined) {
        tables.roster.set(key, { ...rostered, checkedInAt: now() });
      }
      change(counsellorId, row, { type: "shift_checked_in", shiftId });
    },
  };
}

/** Leases in memory. The epoch fences: a tab with an older one can neither renew nor let go. */
export function leaseStore(transaction: Transaction): LeaseStore {
  const { tables, now, policy } = transaction;
  const current = (counsellorId: string, epoch: number): LeaseRow | undefined => {
    const lease = holdsPresence(transaction, counsellorId) ? tables.leases.get(counsellorId) : undefined;
    return lease?.epoch === epoch && lease.lostAt === undefined ? lease : undefined;
  };
  const aliveUntil = (): Date => after(now(), policy.leaseSeconds);
  return {
    async hold(counsellorId, sessionId, takeOver) {
      if (!holdsPresence(transaction, counsellorId)) throw new Error("A lease is held by its own counsellor");
      const before = tables.leases.get(counsellorId);
      if (before !== undefined && isAlive(before, now()) && !takeOver) return undefined;
      const epoch = (before?.epoch ?? 0) + 1;
      tables.leases.set(counsellorId, { sessionId, epoch, aliveUntil: aliveUntil(), lostAt: undefined });
      return epoch;
    },
    async renew(counsellorId, epoch) {
      const lease = current(counsellorId, epoch);
      if (lease !== undefined) tables.leases.set(counsellorId, { ...lease, aliveUntil: aliveUntil() });
      return lease !== undefined;
    },
    async renewAll(held) {
      const alive = held.filter(({ counsellorId, epoch }) => current(counsellorId, epoch) !== undefined);
      for (const { counsellorId, epoch } of alive) {
        const lease = current(counsellorId, epoch);
        if (lease !== undefined) tables.leases.set(counsellorId, { ...lease, aliveUntil: aliveUntil() });
      }
      return alive.map(({ counsellorId }) => counsellorId);
    },
    async lose(counsellorId, epoch) {
      const lease = current(counsellorId, epoch);
      if (lease !== undefined) tables.leases.set(counsellorId, { ...lease, lostAt: now() });
      return lease !== undefined;
    },
    async isHeldBy(counsellorId, sessionId) {
      const lease = holdsPresence(transaction, counsellorId) ? tables.leases.get(counsellorId) : undefined;
      return lease?.sessionId === sessionId && isAlive(lease, now());
    },
    async sweep() {
      const visible = [...tables.leases].filter(([id]) => holdsPresence(transaction, id));
      const overdue = visible.filter(([, lease]) => isOverdue(lease, now()));
      for (const [id, lease] of overdue) tables.leases.set(id, { ...lease, lostAt: lease.aliveUntil });
      return overdue.map(([id]) => id);
    },
  };
}

/** Whether somebody holds this lease now. */
export function isAlive(lease: LeaseRow, now: Date): boolean {
  return lease.lostAt === undefined && lease.aliveUntil > now;
}

/** Somebody's rostered shift that covers now, else the next one within a day; checked in before not. */
export function rosteredShift(transaction: Transaction, counsellorId: string): RosterRow | undefined {
  const now = transaction.now();
  const isFuture = (row: RosterRow): number => (row.startsAt <= now || row.checkedInAt !== undefined ? 0 : 1);
  const isUnchecked = (row: RosterRow): number => (row.checkedInAt === undefined ? 1 : 0);
  return [...transaction.tables.roster.values()]
    .filter((row) => row.counsellorId === counsellorId && row.endsAt > now)
    .filter((row) => row.startsAt < after(now, ONE_DAY_SECONDS))
    .sort(
      (a, b) =>
        isFuture(a) - isFuture(b) || isUnchecked(a) - isUnchecked(b) || a.startsAt.getTime() - b.startsAt.getTime(),
    )[0];
}

function isOverdue(lease: LeaseRow, now: Date): boolean {
  return lease.lostAt === undefined && lease.aliveUntil <= now;
}

function presenceOf(transaction: Transaction, counsellorId: string, row: PresenceRow): Presence {
  const { tables, now, policy } = transaction;
  const places = [...tables.slots.values()].filter((slot) => slot.counsellorId === counsellorId);
  const chats = places.filter(({ kind }) => kind === "chat");
  const isOnThePhone = places.some(({ kind, contactId }) => kind === "voice" && contactId !== undefined);
  const lease = tables.leases.get(counsellorId);
  const shift = rosteredShift(transaction, counsellorId);
  return {
    ...row,
    chatSlots: chats.length,
    freeChatSlots: isOnThePhone ? 0 : chats.filter((slot) => slot.contactId === undefined).length,
    lease: lease && {
      epoch: lease.epoch,
      isAlive: isAlive(lease, now()),
      lostAt: lease.lostAt ?? (isAlive(lease, now()) ? undefined : lease.aliveUntil),
    },
    shift: shift && {
      shiftId: shift.shiftId,
      name: shift.name,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      checkedInAt: shift.checkedInAt,
      checkInFrom: checkInOpensAt(shift, policy),
    },
    gate: gateOf(shift, now(), policy),
    at: now(),
  };
}
