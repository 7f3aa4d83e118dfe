import { createHash } from "node:crypto";
import type { AuditFilter, AuditRow, AuditStore } from "@nightlight/commands/audit/audit-store";
import { canonicalEntry, CHAIN_START, flawOf } from "@nightlight/domain/audit/audit-entry";
import type { Transaction } from "./tables.ts";
import { idOf } from "./visibility.ts";

/** The audit log in memory. */
export function auditStore({ actor, tables, now }: Transaction): AuditStore {
  const mayRead = actor.kind === "staff" && (actor.roles.includes("auditor") || actor.roles.includes("administrator"));
  return {
    async write(entry) {
      const flaw = flawOf(entry);
      if (flaw !== undefined) throw new Error(`An audit entry may not hold this: ${flaw}`);
      if (actor.kind !== "staff" && actor.kind !== "system") throw new Error(`No audit entry is by a ${actor.kind}`);
      const { action, subject, details = {} } = entry;
      const [id, at, actorId] = [tables.audits.size + 1, now(), idOf(actor)];
      const prevHash = tables.audits.get(id - 1)?.hash ?? CHAIN_START;
      const line = canonicalEntry({
        id,
        at: at.toISOString().replace("Z", "000Z"),
        actorKind: actor.kind,
        actorId: actorId ?? null,
        action,
        subjectKind: subject?.kind ?? null,
        subjectId: subject?.id ?? null,
        details,
        prevHash,
      });
      const hash = createHash("sha256").update(line).digest("hex");
      const named = subject && { ...subject, name: undefined };
      const who = { actorKind: actor.kind, actorId, actorName: undefined };
      tables.audits.set(id, { id, at, ...who, action, subject: named, details, hash });
    },
    async choices() {
      const rows = mayRead ? [...tables.audits.values()] : [];
      const ids = new Set(rows.flatMap(({ actorId }) => (actorId === undefined ? [] : [actorId])));
      return {
        actors: [...ids].map((id) => ({ id, name: tables.people.get(id)?.name ?? "–" })),
        actions: [...new Set(rows.map(({ action }) => action))].sort(),
      };
    },
    async list(filter, limit) {
      if (!mayRead) return [];
      return [...tables.audits.values()]
        .reverse()
        .filter((row) => isWanted(filter, row))
        .slice(0, limit);
    },
  };
}

function isWanted(filter: AuditFilter, row: AuditRow): boolean {
  const { actorId, action, subjectKind, subjectId, from, to, before } = filter;
  return (
    (actorId === undefined || row.actorId === actorId) &&
    (action === undefined || row.action === action || row.action.startsWith(`${action}.`)) &&
    (subjectKind === undefined || row.subject?.kind === subjectKind) &&
    (subjectId === undefined || row.subject?.id === subjectId) &&
    (from === undefined || row.at >= from) &&
    (to === undefined || row.at < to) &&
    (before === undefined || row.id < before) &&
    !(filter.withoutSeals === true && row.action === "log.sealed")
  );
}
