import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { liveOfferOf } from "@nightlight/domain/contact/contact";
import type { FloorReading } from "@nightlight/domain/floor/floor";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, readState, takeChat } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readWholeFloor } from "./read-whole-floor.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

const byId = ({ contacts }: FloorReading) =>
  contacts.toSorted((one, other) => (one.contact.id < other.contact.id ? -1 : 1));

/** Reads over what is held, and checks that it is what a reading from nothing finds. */
async function readOver(held: FloorReading | undefined): Promise<FloorReading> {
  const over = await readWholeFloor(stage.database, STANDARD_POLICY, held);
  const whole = await readWholeFloor(stage.database, STANDARD_POLICY);
  expect(byId(over)).toEqual(byId(whole));
  return over;
}

test("a reading over an earlier one is whole: what came, what changed and what is over, and nothing is made anew", async () => {
  const first = await beginChat(stage);
  const one = await readOver(undefined);
  expect(one.contacts).toHaveLength(1);
  // The first chat changes: it is offered to Lan, whom nobody had been asked before.
  const lan = await comeOnDuty(stage);
  await runMatcher(stage.world);
  const second = await beginChat(stage);
  const busy = await readOver(one);
  expect(busy.contacts.map(({ contact }) => contact.state.status).sort()).toEqual(["offered", "queued"]);
  expect(lan.id).toBe(liveOfferOf(await readState(stage, first.contactId))?.to);
  const still = await readOver(busy);
  expect(still.contacts).toBe(busy.contacts);
  await stage.world.transaction({ kind: "system" }, async ({ contacts }) => {
    const locked = await contacts.lock(second.contactId);
    if (locked === undefined) throw new Error("There is no such contact");
    await contacts.append(locked, [{ type: "contact_abandoned", by: "child" }]);
  });
  const fewer = await readOver(still);
  expect(fewer.contacts).toHaveLength(still.contacts.length - 1);
});

test("what is held wrongly beside the version is put right", async () => {
  const lan = await comeOnDuty(stage);
  await takeChat(stage, lan);
  const held = await readOver(undefined);
  const claimed = held.contacts.map((each) => ({ ...each, needsHandOver: true }));
  const corrected = await readOver({ ...held, contacts: claimed });
  expect(corrected.contacts.map(({ needsHandOver }) => needsHandOver)).toEqual(held.contacts.map(() => false));
});

test("what goes wrong with the telephone is told for ten minutes after the last time, since when it began", async () => {
  const trouble = () =>
    stage.world.transaction({ kind: "system" }, ({ calls }) => calls.trouble("asterisk", "lines_full"));
  await trouble();
  const [first] = (await readOver(undefined)).troubles;
  expect(first).toMatchObject({ engine: "asterisk", code: "lines_full" });
  await stage.forward(599);
  await trouble();
  expect((await readOver(undefined)).troubles).toEqual([first]);
  await stage.forward(601);
  expect((await readOver(undefined)).troubles).toEqual([]);
  await trouble();
  const [second] = (await readOver(undefined)).troubles;
  expect(second?.since.getTime()).toBeGreaterThan(first?.since.getTime() ?? 0);
});
