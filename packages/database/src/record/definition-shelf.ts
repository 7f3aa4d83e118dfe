import type { Definition } from "@nightlight/domain/record/definition";
import type { Query } from "../connection.ts";

/** Definitions that were read before, kept for good: a version never changes. */
export type DefinitionShelf = {
  find(query: Query, version: number): Promise<Definition | undefined>;
};

/** A shelf of definitions for one process. */
export function definitionShelf(): DefinitionShelf {
  const read = new Map<number, Definition>();
  return {
    async find(query, version) {
      const known = read.get(version);
      if (known !== undefined) return known;
      const [row] = await query<{ definition: Definition }>(
        "record-definition",
        "select definition from record_definition where version = $1",
        [version],
      );
      if (row !== undefined) read.set(version, row.definition);
      return row?.definition;
    },
  };
}
