import { asOwner } from "@nightlight/database/migrate";
import { isPostgresMissing, testDatabase } from "@nightlight/testkit/postgres";
import { describe, expect, test, vi } from "vitest";
import { runStress } from "../stress/run-stress.ts";
import { locksLate, timesOut } from "./broken-ports.ts";
import { huntMutant, type Hunt } from "./hunt.ts";
import { MUTANTS } from "./mutants.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Each of the others takes part in `npm run test:mutants`; these are the walls that everything leans on. */
const IN_EVERY_RUN = ["where version", "before the commit", "age begins anew"];

const inDatabase: Hunt["inDatabase"] = async (story) => {
  const { appUrl, ownerUrl, drop } = await testDatabase();
  try {
    return await asOwner(ownerUrl, (owner) => story({ appUrl, owner }));
  } finally {
    await drop();
  }
};

describe.skipIf(isPostgresMissing())("ten clients on two servers and one database", () => {
  test("everybody at once, with statements that time out and locks that come late: nothing is lost, doubled or stuck", async () => {
    const { violations, arrived } = await inDatabase((where) =>
      runStress({
        ...where,
        ...{
          seed: 1,
          playMs: 1_500,
          clearMs: 20_000,
          breakage: { database: (database) => locksLate(timesOut(database)) },
        },
        clients: { children: 6, counsellors: 4 },
      }),
    );
    expect(violations).toEqual([]);
    expect(arrived).toBeGreaterThan(10);
  });

  test.each(MUTANTS.filter(({ name }) => IN_EVERY_RUN.some((part) => name.includes(part))))(
    "caught: $name",
    async (mutant) => {
      expect(await huntMutant(mutant, { inDatabase, playMs: 800, clearMs: 1_500, runs: 6 })).toMatchObject({
        caught: true,
      });
    },
  );
});
