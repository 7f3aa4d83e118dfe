import { auditRoutes } from "@nightlight/contracts/admin/audit";
import { exportAudit, readAudit, readAuditChoices } from "@nightlight/commands/audit/read-audit";
import type { AuditFilter } from "@nightlight/commands/audit/audit-store";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { entriesAsCsv, presentEntry } from "./present-audit.ts";

/** Reading the log and taking it along. */
export function auditRoutesOf(app: FastifyInstance, { world, config: { isDemo } }: Dependencies): void {
  mount(app, auditRoutes.list, ["auditor", "administrator"], async ({ actor, query }) => {
    const before = query.before === undefined ? undefined : Number(query.before);
    const { entries, next } = orRefuse(await readAudit(world, actor, { ...filterOf(query), before }));
    return { entries: entries.map(presentEntry), next: next === undefined ? null : String(next) };
  });
  mount(app, auditRoutes.choices, ["auditor", "administrator"], async ({ actor }) => {
    const { actors, actions } = orRefuse(await readAuditChoices(world, actor));
    return { actors: [...actors], actions: [...actions] };
  });
  mount(app, auditRoutes.export, ["auditor", "administrator"], async ({ actor, body }) => {
    const { format, purpose, reference, ...filter } = body;
    const asked = { filter: filterOf(filter), format, purpose, reference };
    const entries = orRefuse(await exportAudit(world, actor, asked));
    const fileName = `${isDemo ? "demo-" : ""}audit-log.${format}`;
    const file =
      format === "csv"
        ? { mediaType: "text/csv", text: entriesAsCsv(entries, isDemo) }
        : { mediaType: "application/json", text: jsonOf(entries.map(presentEntry), isDemo) };
    return { fileName, ...file, entries: entries.length };
  });
}

type Asked = {
  readonly [Key in keyof Omit<AuditFilter, "from" | "to" | "before">]: AuditFilter[Key];
} & { readonly from?: string | undefined; readonly to?: string | undefined };

function filterOf({ actorId, action, subjectKind, subjectId, from, to }: Asked): AuditFilter {
  const instant = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  return { actorId, action, subjectKind, subjectId, from: instant(from), to: instant(to) };
}

/** What is from a demo says so at its head. */
function jsonOf(entries: readonly unknown[], isDemo: boolean): string {
  return `${JSON.stringify({ ...(isDemo && { installation: "demo" }), entries }, null, 2)}\n`;
}
