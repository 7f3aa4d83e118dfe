import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher, type MatcherPass } from "@nightlight/commands/routing/run-matcher";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, readState, showChat, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { audit } from "../auditor.ts";
import { connect, type Database } from "../connection.ts";
import { createWorld } from "../world.ts";

/** Real time and real connections: what constraints and locks have to hold when everybody comes at once. */
vi.setConfig({ testTimeout: 30_000 });

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages("real");
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

/** Another server on the same database. */
function secondServer(): { database: Database; world: PostgresStage["world"] } {
  const database = connect({ url: stage.appUrl });
  return { database, world: createWorld({ database, sealing: stage.sealing, onCommitted: () => undefined }) };
}

const eventsOf = async (contactId: string): Promise<string[]> => {
  const { rows } = await stage.owner.query<{ type: string }>(
    "select type from event where subject_id = $1 order by version",
    [contactId],
  );
  return rows.map(({ type }) => type);
};

test("two servers accept one offer: it is accepted once", async () => {
  const second = secondServer();
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await showChat(stage, lan);
  const answers = await Promise.all(
    [stage.world, second.world, stage.world, second.world].map((world) => acceptOffer(world, lan, offerId)),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect((await eventsOf(contactId)).filter((type) => type === "offer_accepted")).toHaveLength(1);
  await second.database.close();
});

test("accept, decline, expiry and a child who leaves, all at once: one of them happened, and everything fits", async () => {
  const second = secondServer();
  for (const _ of Array.from({ length: 10 })) {
    stage = await stages.next();
    const lan = await comeOnDuty(stage);
    const { child, contactId, offerId } = await showChat(stage, lan);
    await Promise.all([
      acceptOffer(stage.world, lan, offerId),
      declineOffer(second.world, lan, { offerId, reason: "technical" }),
      leaveContact(second.world, child, { contactId, quick: false }),
      ringClock(stage.world, contactId),
    ]);
    const events = await eventsOf(contactId);
    const answers = ["offer_accepted", "offer_declined", "offer_rescinded"];
    expect(events.filter((type) => answers.includes(type))).toHaveLength(1);
    const { state } = await readState(stage, contactId);
    expect(["abandoned", "wrap_up"]).toContain(state.status);
    expect(await stage.countSlots(lan.id)).toEqual({ all: 1, taken: state.status === "wrap_up" ? 1 : 0 });
    expect(await audit(stage.database)).toEqual([]);
  }
  await second.database.close();
});

test("sixteen matchers and everybody accepting: places are never given twice, and all of them are used", async () => {
  const second = secondServer();
  const worlds = [stage.world, second.world];
  const counsellors = new Map<string, OnDuty>();
  for (const chatSlots of [1, 2, 1, 2, 1, 2]) {
    const counsellor = await comeOnDuty(stage, { chatSlots });
    counsellors.set(counsellor.id, counsellor);
  }
  const children = await Promise.all(Array.from({ length: 24 }, () => beginChat(stage)));

  const matching = Array.from({ length: 16 }, async (_, n) => {
    for (const __ of [1, 2, 3]) await runMatcher(worlds[n % 2] ?? stage.world);
  });
  const accepting = Array.from({ length: 4 }, async (_, n) => {
    for (const __ of Array.from({ length: 8 })) {
      const pending = await stage.database.transaction({ kind: "system" }, (query) =>
        query<{ id: string; counsellor_id: string }>(
          "pending",
          "select id, counsellor_id from offer where status = 'pending'",
          [],
        ),
      );
      for (const { id, counsellor_id } of pending) {
        const counsellor = counsellors.get(counsellor_id);
        if (counsellor !== undefined) await acceptOffer(worlds[n % 2] ?? stage.world, counsellor, id);
      }
    }
  });
  await Promise.all([...matching, ...accepting]);

  const { rows } = await stage.owner.query(
    `select (select count(*)::int from slot where contact_id is not null) as taken,
       (select count(distinct contact_id)::int from slot where contact_id is not null) as contacts,
       (select count(*)::int from contact where status in ('offered', 'active')) as served,
       (select max(n)::int from (select count(*) as n from offer where status in ('pending', 'shown') group by contact_id)) as live`,
  );
  expect(rows).toEqual([{ taken: 9, contacts: 9, served: 9, live: rows[0]?.live }]);
  expect(rows[0]?.live ?? 1).toBe(1);
  expect(children).toHaveLength(24);
  expect(await audit(stage.database)).toEqual([]);
  await second.database.close();
});

test("while one matcher is at it another goes away at once", async () => {
  await comeOnDuty(stage);
  await beginChat(stage);
  let busy: MatcherPass | "busy" | undefined;
  await stage.world.transaction({ kind: "system" }, async (store) => {
    await store.floor(10);
    busy = await runMatcher(stage.world);
  });
  expect(busy).toBe("busy");
  expect(await runMatcher(stage.world)).toMatchObject({ made: 1 });
});

test("a contact that somebody is changing right now holds up nobody else", async () => {
  await comeOnDuty(stage);
  const first = await beginChat(stage);
  const second = await beginChat(stage);
  let pass: MatcherPass | "busy" | undefined;
  await stage.world.transaction(first, async ({ contacts }) => {
    await contacts.lock(first.contactId);
    pass = await runMatcher(stage.world);
  });
  expect(pass).toEqual({ made: 1, left: true });
  expect((await readState(stage, second.contactId)).state.status).toBe("offered");
});
