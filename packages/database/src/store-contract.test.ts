import { openPostgresStages, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { describeStore } from "@nightlight/testkit/store-contract";
import { afterAll, beforeAll } from "vitest";

let stages: PostgresStages | undefined;
beforeAll(async () => {
  stages = await openPostgresStages();
});
afterAll(async () => {
  await stages?.close();
});

describeStore("the store on PostgreSQL", async () => {
  if (stages === undefined) throw new Error("There is no database");
  return stages.next();
});
