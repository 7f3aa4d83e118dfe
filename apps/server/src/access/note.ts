import type { World } from "@nightlight/commands/world";
import type { Staff } from "@nightlight/domain/access/access";
import type { AuditEntry } from "@nightlight/domain/audit/audit-entry";

/** Who is named in the audit log while nobody is signed in yet. */
export const NOBODY_YET = { kind: "system" } as const;

/** Writes an act of signing in into the audit log. Fails with it: what cannot be noted does not happen. */
export async function note(world: World, actor: Staff | typeof NOBODY_YET, entry: AuditEntry): Promise<void> {
  await world.transaction(actor, ({ audit }) => audit.write(entry));
}
