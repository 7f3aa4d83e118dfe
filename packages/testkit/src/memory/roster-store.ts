import type { RosterStore } from "@nightlight/commands/roster/roster-store";
import type { RosterShift } from "@nightlight/domain/roster/roster";
import { after } from "../clock.ts";
import type { ShiftRow } from "./shift-rows.ts";
import type { Transaction } from "./tables.ts";
import { hasRole, idOf } from "./visibility.ts";

/** The roster in memory. */
export function rosterStore(transaction: Transaction): RosterStore {
  const { actor, tables, now, written } = transaction;
  const keeps = hasRole(actor, "supervisor", "administrator");
  const mayRead = keeps || actor.kind === "system";
  const demandKeeper = (): void => {
    if (!keeps) throw new Error("The roster is not theirs to keep");
  };
  const wholeOf = (row: ShiftRow): RosterShift => {
    const template = tables.shiftTemplates.get(row.templateId);
    const people = [...tables.roster.values()]
      .filter(({ shiftId }) => shiftId === row.id)
      .map(({ counsellorId: personId, checkedInAt }) => ({ personId, checkedInAt }))
      .sort((a, b) => (a.personId < b.personId ? -1 : 1));
    const calledIn = [...tables.callIns.values()]
      .filter((each) => each.shiftId === row.id && row.onCall.includes(each.personId))
      .map(({ personId, askedAt, answer }) => ({ personId, askedAt, answer }))
      .sort((a, b) => (a.personId < b.personId ? -1 : 1));
    return { ...row, people, calledIn, name: template?.name ?? "", timeZone: template?.timeZone ?? "UTC" };
  };
  const byStart = (a: { startsAt: Date }, b: { startsAt: Date }): number => a.startsAt.getTime() - b.startsAt.getTime();
  return {
    async templates() {
      return [...tables.shiftTemplates.values()].sort((a, b) => (a.startsAtLocal < b.startsAtLocal ? -1 : 1));
    },
    async addTemplates(templates) {
      demandKeeper();
      for (const template of templates) tables.shiftTemplates.set(template.id, template);
    },
    async shifts(from, to) {
      return [...tables.shifts.values()]
        .filter(({ startsAt }) => from <= startsAt && startsAt < to)
        .sort(byStart)
        .map(wholeOf);
    },
    async addShifts(shifts) {
      demandKeeper();
      for (const shift of shifts) {
        const isThere = [...tables.shifts.values()].some(
          ({ templateId, date }) => templateId === shift.templateId && date === shift.date,
        );
        if (!isThere) tables.shifts.set(shift.id, { ...shift, version: 1, onCall: [], absent: [] });
      }
    },
    async lockShift(id) {
      const row = keeps ? tables.shifts.get(id) : undefined;
      return row && { shift: wholeOf(row), at: now() };
    },
    async people() {
      return [...tables.people.values()]
        .filter(({ roles, suspendedAt }) => {
          return suspendedAt === undefined && (roles.includes("counsellor") || roles.includes("supervisor"));
        })
        .map(({ id, name, roles }) => ({ id, name, counsels: roles.includes("counsellor") }))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
    },
    async duties(from, to, personId) {
      return [...tables.roster.values()]
        .filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
        .filter(({ counsellorId }) => personId === undefined || counsellorId === personId)
        .map(({ counsellorId, startsAt, endsAt }) => ({ personId: counsellorId, startsAt, endsAt }))
        .sort(byStart);
    },
    async change(shiftId, act, personId) {
      demandKeeper();
      const row = tables.shifts.get(shiftId);
      if (row === undefined) return;
      const without = (ids: readonly string[]): readonly string[] => ids.filter((id) => id !== personId);
      const key = `${shiftId}/${personId}`;
      if (act === "assign") {
        const { startsAt, endsAt } = row;
        const { name } = wholeOf(row);
        tables.roster.set(key, { shiftId, name, counsellorId: personId, startsAt, endsAt, checkedInAt: undefined });
      }
      if (act === "take_off_call") tables.callIns.delete(key);
      if (act === "remove" || act === "absent") tables.roster.delete(key);
      const onCall = act === "put_on_call" ? [...without(row.onCall), personId].sort() : row.onCall;
      const absent = act === "absent" ? [...without(row.absent), personId].sort() : row.absent;
      tables.shifts.set(shiftId, {
        ...row,
        version: row.version + 1,
        onCall: act === "take_off_call" ? without(onCall) : onCall,
        absent: act === "assign" ? without(absent) : absent,
      });
    },
    ...callIns(transaction, keeps),
    async gaps() {
      return mayRead ? [...tables.rosterGaps.values()].sort((a, b) => a.from.getTime() - b.from.getTime()) : [];
    },
    async setGaps(gaps) {
      const known = [...tables.rosterGaps.values()];
      tables.rosterGaps.clear();
      for (const gap of gaps) {
        const before = known.find((other) => gap.from < other.to && other.from < gap.to);
        tables.rosterGaps.set(gap.from.getTime(), { ...gap, foundAt: before?.foundAt ?? now() });
      }
    },
    async lockWatch() {
      const clock = tables.rosterWatch.get("watch");
      return clock?.isRunning === true ? { dueAt: clock.dueAt, at: now() } : undefined;
    },
    async watchAgainIn(minutes) {
      const generation = (tables.rosterWatch.get("watch")?.generation ?? 0) + 1;
      const dueAt = after(now(), minutes * 60);
      tables.rosterWatch.set("watch", { dueAt, generation, isRunning: true });
      written.clocks.push({ subject: "roster", subjectId: "watch", generation, delayMs: minutes * 60_000 });
      return now();
    },
  };
}

function callIns(
  { actor, tables, now }: Transaction,
  keeps: boolean,
): Pick<RosterStore, "uncalled" | "addCallIn" | "ownCallIn" | "answerCallIn"> {
  const self = idOf(actor);
  const runs = ({ startsAt, endsAt }: ShiftRow): boolean => startsAt <= now() && endsAt > now();
  return {
    async uncalled() {
      return [...tables.shifts.values()]
        .filter(runs)
        .flatMap(({ id: shiftId, onCall }) => onCall.map((personId) => ({ shiftId, personId })))
        .filter(({ shiftId, personId }) => !tables.callIns.has(`${shiftId}/${personId}`))
        .filter(({ shiftId, personId }) => !tables.roster.has(`${shiftId}/${personId}`));
    },
    async addCallIn(shiftId, personId) {
      const key = `${shiftId}/${personId}`;
      if (tables.callIns.has(key)) return false;
      tables.callIns.set(key, { shiftId, personId, askedAt: now(), answer: undefined });
      return true;
    },
    async ownCallIn() {
      return [...tables.callIns.values()]
        .filter(({ personId }) => personId === self)
        .flatMap(({ shiftId, askedAt, answer }) => {
          const shift = tables.shifts.get(shiftId);
          if (shift === undefined || !runs(shift)) return [];
          return [{ shiftId, startsAt: shift.startsAt, endsAt: shift.endsAt, askedAt, answer }];
        })
        .at(-1);
    },
    async answerCallIn(shiftId, personId, says) {
      const key = `${shiftId}/${personId}`;
      const asked = tables.callIns.get(key);
      if (asked === undefined || !(keeps || personId === self)) return;
      tables.callIns.set(key, { ...asked, answer: { says, at: now() } });
    },
  };
}
