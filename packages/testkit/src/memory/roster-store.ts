import type { RosterStore } from "@nightlight/commands/roster/roster-store";
import type { RosterShift } from "@nightlight/domain/roster/roster";
import { after } from "../clock.ts";
import type { ShiftRow } from "./shift-rows.ts";
import type { Transaction } from "./tables.ts";
import { hasRole } from "./visibility.ts";

/** The roster in memory. */
export function rosterStore({ actor, tables, now, written }: Transaction): RosterStore {
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
    return { ...row, people, name: template?.name ?? "", timeZone: template?.timeZone ?? "UTC" };
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
