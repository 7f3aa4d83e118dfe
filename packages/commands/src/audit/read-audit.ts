import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { EXPORT_LIMIT, type ExportPurpose } from "@nightlight/domain/audit/export";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { AuditChoices, AuditFilter, AuditRow } from "./audit-store.ts";

const PAGE = 100;

/** Reads one page, newest first; `next` is where the one after it begins. Seals appear when they are asked for. */
export function readAudit(
  world: World,
  actor: Staff,
  filter: AuditFilter,
): Promise<Result<{ entries: readonly AuditRow[]; next: number | undefined }, "not-found">> {
  return world.transaction(actor, async ({ audit }) => {
    if (!may(actor, "audit.read")) return refuse("not-found");
    const found = await audit.list(
      { ...filter, withoutSeals: filter.action === undefined && filter.subjectKind === undefined },
      PAGE + 1,
    );
    const entries = found.slice(0, PAGE);
    return accept({ entries, next: found.length > PAGE ? entries.at(-1)?.id : undefined });
  });
}

/** Reads who and what the log can be filtered by. */
export function readAuditChoices(world: World, actor: Staff): Promise<Result<AuditChoices, "not-found">> {
  return world.transaction(actor, async ({ audit }) =>
    may(actor, "audit.read") ? accept(await audit.choices()) : refuse("not-found"),
  );
}

/** Takes entries out of the house, for a purpose, and notes that. Refuses more than can be read at once. */
export function exportAudit(
  world: World,
  actor: Staff,
  asked: {
    readonly filter: AuditFilter;
    readonly format: "csv" | "json";
    readonly purpose: ExportPurpose;
    readonly reference: string | undefined;
  },
): Promise<Result<readonly AuditRow[], "not-found" | "too-many-entries">> {
  return world.transaction(actor, async ({ audit }) => {
    if (!may(actor, "audit.export")) return refuse("not-found");
    const entries = await audit.list(asked.filter, EXPORT_LIMIT + 1);
    if (entries.length > EXPORT_LIMIT) return refuse("too-many-entries");
    const { format, purpose, reference, filter } = asked;
    await audit.write({
      action: "audit.exported",
      details: {
        format,
        purpose,
        entries: entries.length,
        ...(reference === undefined ? {} : { reference }),
        ...(filter.from === undefined ? {} : { from: filter.from.toISOString() }),
        ...(filter.to === undefined ? {} : { to: filter.to.toISOString() }),
        ...(filter.action === undefined ? {} : { action: filter.action }),
        ...(filter.actorId === undefined ? {} : { by: filter.actorId }),
      },
    });
    return accept(entries);
  });
}
