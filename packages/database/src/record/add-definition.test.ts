import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { isPostgresMissing, testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDefinition } from "./add-definition.ts";

describe.skipIf(isPostgresMissing())("a form of the record that is added", () => {
  let database: TestDatabase;
  let owner: Client;
  beforeEach(async () => {
    database = await testDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterEach(async () => {
    await owner.end();
    await database.drop();
  });
  const versions = async (): Promise<readonly number[]> => {
    const { rows } = await owner.query<{ version: number }>("select version from record_definition order by 1");
    return rows.map(({ version }) => version);
  };
  const newest = RECORD_DEFINITIONS.at(-1);

  test("becomes the newest, under the next number", async () => {
    expect(await versions()).toEqual([1, 2]);
    expect(await addDefinition(owner, newest)).toEqual({ faults: [], version: 3 });
    expect(await addDefinition(owner, newest)).toEqual({ faults: [], version: 4 });
    expect(await versions()).toEqual([1, 2, 3, 4]);
  });

  test("is refused when it is broken, with what is wrong", async () => {
    expect(await addDefinition(owner, { version: 3 })).toEqual({
      faults: [{ fault: "broken", at: "" }],
      version: undefined,
    });
    const twice = { ...newest, sections: [...(newest?.sections ?? []), ...(newest?.sections.slice(0, 1) ?? [])] };
    expect((await addDefinition(owner, twice)).faults).toContainEqual({ fault: "duplicate-key", at: "aboutWhom" });
    expect(await versions()).toEqual([1, 2]);
  });

  test("is refused when records would lose what they hold, with what that is", async () => {
    const less = { ...newest, sections: newest?.sections.filter(({ key }) => key !== "people") };
    const { faults, version } = await addDefinition(owner, less);
    expect(version).toBeUndefined();
    expect(faults).toContainEqual({ fault: "would-orphan", at: "person.name" });
    expect(await versions()).toEqual([1, 2]);
  });
});
