import { moveContact, undoMove, type MoveInput } from "@nightlight/commands/contact/move-contact";
import { releaseContact } from "@nightlight/commands/contact/release-contact";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { forcePresence } from "@nightlight/commands/presence/force-presence";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { liveOfferOf } from "@nightlight/domain/contact/contact";
import { replay } from "@nightlight/domain/contact/evolve";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, offerChat, readState, takeChat, valueOf } from "@nightlight/testkit/scene";
import type { CounsellorActor } from "@nightlight/testkit/stage";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { audit } from "../auditor.ts";
import { historyOf, type EventRow } from "../event/event-row.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
});
afterEach(async () => {
  expect(await audit(stage.database)).toEqual([]);
});
afterAll(() => stages.close());

const supervisor = () => stage.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });

async function ask(contactId: string, to: string | null): Promise<MoveInput> {
  const { version } = await readState(stage, contactId);
  return { contactId, version, moveId: stage.world.newId(), to, reason: "workload", overrides: ["skipped"] };
}

/** The log makes the row (invariant I7). */
async function expectReplayed(contactId: string): Promise<void> {
  const { rows } = await stage.owner.query<EventRow>(
    "select * from event where subject = 'contact' and subject_id = $1 order by version",
    [contactId],
  );
  expect(replay(historyOf(rows))).toEqual(await readState(stage, contactId));
}

const SCENES = {
  async waiting() {
    return (await beginChat(stage)).contactId;
  },
  async offered() {
    await comeOnDuty(stage);
    return (await offerChat(stage)).contactId;
  },
  async running() {
    return (await takeChat(stage, await comeOnDuty(stage))).contactId;
  },
};

describe.each(Object.keys(SCENES) as (keyof typeof SCENES)[])("two supervisors move a %s contact at once", (scene) => {
  test("one wins, the other hears where it is now, and nothing is had twice", async () => {
    const contactId = await SCENES[scene]();
    const people = [await comeOnDuty(stage), await comeOnDuty(stage)];
    const [hoa, tam] = [await supervisor(), await supervisor()];
    const [toLan, toMinh] = [await ask(contactId, people[0]?.id ?? null), await ask(contactId, people[1]?.id ?? null)];
    const results = await Promise.all([moveContact(stage.world, hoa, toLan), moveContact(stage.world, tam, toMinh)]);
    const won = results.find((result) => result.ok);
    const lost = results.find((result) => !result.ok);
    const contact = await readState(stage, contactId);
    expect(won).toMatchObject({ value: { contact: { version: contact.version } } });
    expect(lost).toMatchObject({ refusal: "stale", truth: { contact: { version: contact.version } } });
    const winner = liveOfferOf(contact)?.to;
    const places = await Promise.all(people.map(async ({ id }) => (await stage.countSlots(id)).taken));
    expect(places).toEqual(people.map(({ id }) => (id === winner ? 1 : 0)));
    await expectReplayed(contactId);
  });
});

test("two supervisors give two contacts to the one place of one person: one of them has to override", async () => {
  const [first, second] = [await beginChat(stage), await beginChat(stage)];
  const lan = await comeOnDuty(stage);
  const [hoa, tam] = [await supervisor(), await supervisor()];
  const [one, other] = [await ask(first.contactId, lan.id), await ask(second.contactId, lan.id)];
  // Somebody else holds the place for a moment, so that both have come as far as they can.
  await stage.owner.query("begin");
  await stage.owner.query("select from slot where counsellor_id = $1 for update", [lan.id]);
  const moves = [moveContact(stage.world, hoa, one), moveContact(stage.world, tam, other)];
  await expect.poll(waiting, { timeout: 4000 }).toBe(2);
  await stage.owner.query("commit");
  const results = await Promise.all(moves);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    refusal: "needs-override",
    truth: { overrides: ["capacity"] },
  });
  expect((await stage.countSlots(lan.id)).taken).toBe(1);
});

test("the matcher and a supervisor at once: one of them has it, never both", async () => {
  for (let round = 0; round < 8; round += 1) {
    const { contactId } = await beginChat(stage);
    const people = [await comeOnDuty(stage), await comeOnDuty(stage)];
    const hoa = await supervisor();
    const input = await ask(contactId, people[0]?.id ?? null);
    // A pass that loses the race for a place fails as a whole; the next one tries again.
    await Promise.all([moveContact(stage.world, hoa, input), runMatcher(stage.world).catch(() => undefined)]);
    expect(liveOfferOf(await readState(stage, contactId))).toBeDefined();
    await expectReplayed(contactId);
  }
});

test("an undo and an accept at once: the contact is with one of the two", async () => {
  for (let round = 0; round < 8; round += 1) {
    const lan = await comeOnDuty(stage);
    const { contactId } = await takeChat(stage, lan);
    const minh = await comeOnDuty(stage);
    const hoa = await supervisor();
    const input = await ask(contactId, minh.id);
    const offerId = liveOfferOf(valueOf(await moveContact(stage.world, hoa, input)).contact)?.id ?? "";
    const [undone, accepted] = await Promise.all([
      undoMove(stage.world, hoa, input),
      acceptOffer(stage.world, minh, offerId),
    ]);
    expect([undone.ok, accepted.ok].filter(Boolean)).toHaveLength(1);
    const { state } = await readState(stage, contactId);
    expect(state).toMatchObject({ status: "active", owner: accepted.ok ? minh.id : lan.id });
    await endAll(contactId, accepted.ok ? minh : lan);
    await stage.owner.query("update presence set intent = 'off'");
    await expectReplayed(contactId);
  }
});

test("a forced state, a release and a move of the same contact at once leave a sound floor", async () => {
  const lan = await comeOnDuty(stage);
  const { contactId } = await offerChat(stage);
  const minh = await comeOnDuty(stage);
  const [hoa, tam, thu] = [await supervisor(), await supervisor(), await supervisor()];
  const input = await ask(contactId, minh.id);
  await Promise.all([
    moveContact(stage.world, hoa, input),
    releaseContact(stage.world, tam, input),
    forcePresence(stage.world, thu, { personId: lan.id, from: "available", to: "off", reason: "away" }),
  ]);
  expect(["queued", "offered"]).toContain((await readState(stage, contactId)).state.status);
  await expectReplayed(contactId);
});

/** How many wait for a lock of somebody else. */
async function waiting(): Promise<number> {
  const { rows } = await stage.owner.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}

async function endAll(contactId: string, by: CounsellorActor): Promise<void> {
  const { version } = await readState(stage, contactId);
  valueOf(await endConversation(stage.world, by, { contactId, version }));
}

describe("the database refuses", () => {
  test.each([
    ["a transfer to its own counsellor", `jsonb_set(state, '{transfer}', jsonb_build_object('to', owner_id))`],
    ["a transfer to nobody", `jsonb_set(state, '{transfer}', '{}')`],
    [
      "a transfer of what nobody has",
      `jsonb_build_object('status', 'queued', 'transfer', jsonb_build_object('to', owner_id))`,
    ],
  ])("%s", async (_, state) => {
    const { contactId } = await takeChat(stage, await comeOnDuty(stage));
    const change = stage.owner.query(`update contact set state = ${state} where id = $1`, [contactId]);
    await expect(change).rejects.toThrow("contact_is_sound");
  });

  test("a second open offer beside a transfer", async () => {
    const { contactId } = await takeChat(stage, await comeOnDuty(stage));
    const minh = await comeOnDuty(stage);
    valueOf(await moveContact(stage.world, await supervisor(), await ask(contactId, minh.id)));
    const second = stage.owner.query(
      `insert into offer (id, contact_id, counsellor_id, status, made_at, expires_at, explanation)
       select gen_random_uuid(), contact_id, counsellor_id, 'pending', made_at, expires_at, '{}' from offer
       where contact_id = $1 and status = 'pending'`,
      [contactId],
    );
    await expect(second).rejects.toThrow("one_live_offer");
  });

  test("a move in somebody else's name, and a look at somebody else's moves", async () => {
    const { contactId } = await beginChat(stage);
    const [hoa, tam, lan] = [await supervisor(), await supervisor(), await comeOnDuty(stage)];
    const input = await ask(contactId, lan.id);
    valueOf(await moveContact(stage.world, hoa, input));
    const seen = await stage.world.transaction(tam, ({ moves }) => moves.find(input.moveId));
    expect(seen).toBeUndefined();
    const asCounsellor = stage.world.transaction(lan, async ({ contacts, moves }) => {
      await contacts.lock(contactId);
      return moves.add({ ...input, moveId: "", id: stage.world.newId(), does: "offer" } as never);
    });
    await expect(asCounsellor).rejects.toThrow("row-level security");
  });
});
