import { checkDefinition } from "@nightlight/domain/record/check-definition";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import type { Client } from "pg";

/**
 * Brings the definitions that come with the program into the database, as the owner of the tables. One that is there
 * already stays as it is: records were written in it. Throws when one of them is broken.
 */
export async function importDefinitions(owner: Client): Promise<void> {
  for (const definition of RECORD_DEFINITIONS) {
    const faults = checkDefinition(definition);
    if (faults.length > 0)
      throw new Error(`Version ${String(definition.version)} is broken: ${JSON.stringify(faults)}`);
  }
  await owner.query(
    `insert into record_definition (version, definition)
     select (d ->> 'version')::integer, d from jsonb_array_elements($1::jsonb) as d on conflict (version) do nothing`,
    [JSON.stringify(RECORD_DEFINITIONS)],
  );
}
