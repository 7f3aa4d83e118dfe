import { checkDefinition, wouldOrphan, type DefinitionFault } from "@nightlight/domain/record/check-definition";
import type { Definition } from "@nightlight/domain/record/definition";
import { Client } from "pg";

export type Adding = { readonly faults: readonly DefinitionFault[]; readonly version: number | undefined };

/**
 * Adds a form of the record as the newest version, as the owner of the tables. It gets the next number, whatever number
 * it says. Refused with everything that is wrong with it, and with all that the version before would lose.
 */
export async function addDefinition(owner: Client, candidate: unknown): Promise<Adding> {
  const faults = checkDefinition(candidate);
  if (faults.length > 0) return { faults, version: undefined };
  await owner.query("begin");
  try {
    await owner.query("lock table record_definition in exclusive mode");
    const { rows } = await owner.query<{ definition: Definition }>(
      "select definition from record_definition order by version desc limit 1",
    );
    const [newest] = rows;
    const lost = newest === undefined ? [] : wouldOrphan(newest.definition, candidate as Definition);
    const version = (newest?.definition.version ?? 0) + 1;
    if (lost.length === 0) {
      const definition = { ...(candidate as Definition), version };
      await owner.query("insert into record_definition (version, definition) values ($1, $2)", [version, definition]);
    }
    await owner.query("commit");
    return { faults: lost, version: lost.length === 0 ? version : undefined };
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/** The same, with a connection of its own to the database that PostgreSQL's variables name. */
export async function addDefinitionAsOwner(candidate: unknown): Promise<Adding> {
  const owner = new Client();
  await owner.connect();
  try {
    return await addDefinition(owner, candidate);
  } finally {
    await owner.end();
  }
}
