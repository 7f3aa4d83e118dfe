import { memoryStage } from "@nightlight/testkit/memory-stage";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import type { CounsellorOptions, Stage } from "@nightlight/testkit/stage";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openModelHouse, type ModelHouse } from "./house.ts";
import { KEPT } from "./kept-seeds.ts";
import type { Model, ModelPerson } from "./model.ts";
import { playWaves, type Put, type Wave } from "./play.ts";
import { wavesOf } from "./test-waves.ts";

vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600;
/** On shift for hours, not there yet, about to go, on at any moment; one with two places. */
const PEOPLE: readonly (CounsellorOptions & {
  readonly shift: { startsIn: number; endsIn: number; isCheckedIn: boolean };
})[] = [
  { intent: "available", shift: { startsIn: -HOUR, endsIn: 7 * HOUR, isCheckedIn: true } },
  { intent: "available", chatSlots: 2, shift: { startsIn: -HOUR, endsIn: 7 * HOUR, isCheckedIn: true } },
  { intent: "off", shift: { startsIn: -HOUR, endsIn: 900, isCheckedIn: false } },
  { intent: "off", shift: { startsIn: 1_230, endsIn: 7 * HOUR, isCheckedIn: false } },
];

async function furnish(stage: Stage): Promise<{ house: ModelHouse; model: Model }> {
  const now = (await stage.now()).getTime();
  const staff = [];
  const people = new Map<string, ModelPerson>();
  for (const options of PEOPLE) {
    const one = await stage.addCounsellor(options);
    const { startsIn, endsIn, isCheckedIn } = options.shift;
    const shift = { from: now + startsIn * 1000, to: now + endsIn * 1000, isCheckedIn };
    const { intent = "available", chatSlots: places = 1 } = options;
    people.set(one.id, { intent, missed: 0, places, lease: undefined, shift });
    staff.push(one);
  }
  return { house: openModelHouse(stage, staff), model: { now, people, contacts: new Map() } };
}

/** Every transaction waits until the schedule lets it begin: which goes first is drawn, and drawn again the same way. */
async function inMemory(scheduler: fc.Scheduler, waves: readonly Wave[]): Promise<string | undefined> {
  const stage = memoryStage();
  const { house, model } = await furnish(stage);
  const { world } = stage;
  const scheduled: typeof world = {
    ...world,
    transaction: async (actor, story) => {
      await scheduler.schedule(Promise.resolve());
      return world.transaction(actor, story);
    },
  };
  const put: Put = (calls) => scheduler.waitFor(Promise.all(calls.map((call) => call(scheduled))));
  return playWaves(house, model, waves, put);
}

const scheduledWaves = fc.asyncProperty(fc.scheduler(), wavesOf(4, 40), async (scheduler, waves) => {
  expect(await inMemory(scheduler, waves)).toBeUndefined();
});

describe("contacts, offers, presences and shifts do what an obvious model does", () => {
  test.each(KEPT)("what failed once: $why", async ({ seed, path }) => {
    await fc.assert(scheduledWaves, { seed, path, numRuns: 1, endOnFailure: true });
  });

  test("with transactions interleaved by a schedule", async () => {
    await fc.assert(scheduledWaves, { numRuns: 120 });
  });

  describe.skipIf(isPostgresMissing())("on PostgreSQL", () => {
    let stages: PostgresStages;
    beforeAll(async () => {
      stages = await openPostgresStages();
    });
    afterAll(() => stages.close());

    test("with up to sixteen clients at once, each on a connection of its own", async () => {
      const everybodyAtOnce = fc.asyncProperty(wavesOf(16, 12), async (waves) => {
        const stage = await stages.next();
        const { house, model } = await furnish(stage);
        const put: Put = (calls) => Promise.all(calls.map((call) => call(stage.world)));
        expect(await playWaves(house, model, waves, put)).toBeUndefined();
      });
      await fc.assert(everybodyAtOnce, { numRuns: 6, endOnFailure: true });
    });
  });
});
