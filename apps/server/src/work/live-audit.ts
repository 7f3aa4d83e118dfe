import { findUnserved } from "@nightlight/commands/routing/audit-places";
import { audit, auditTimes, type Violation } from "@nightlight/database/auditor";
import type { Dependencies } from "../dependencies.ts";

/** A pass of the matcher takes milliseconds, and there are five a second: what is still there after this is broken. */
const SEEN_TWICE_AFTER_MS = 1_000;

/**
 * Everything that the auditor looks at in a running house: the invariants in SQL, clocks that nobody rings, and free
 * places beside contacts that they could serve (I5), which have to be seen twice.
 */
export async function auditNow({ database, world }: Pick<Dependencies, "database" | "world">): Promise<Violation[]> {
  const before = await findUnserved(world);
  const found = [...(await audit(database)), ...(await auditTimes(database))];
  if (before === undefined || before.size === 0) return found;
  await new Promise((resolve) => setTimeout(resolve, SEEN_TWICE_AFTER_MS));
  const after = await findUnserved(world);
  const invariant = "I5 no free place stands beside a contact that it could serve";
  const unserved = [...before].filter(([pair]) => after?.has(pair) === true);
  return [...found, ...unserved.map(([, contactId]) => ({ invariant, contactId }))];
}
