import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { checkIn } from "@nightlight/commands/presence/change-presence";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { holdLease } from "@nightlight/commands/presence/hold-lease";
import { offerChat, valueOf } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCredentialStore } from "../access/credential-store.ts";
import { createSessionStore } from "../access/session-store.ts";
import { seedDemo } from "./seed-demo.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
  // Seeding is the owner's work, and its clock has to be the test's as well.
  const { owner } = await stages.next();
  await owner.query(`do $$ begin execute format('alter role %I in database %I set search_path = virtual, pg_catalog, public',
    current_user, current_database()); end $$`);
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

const seed = () => seedDemo({ ownerUrl: stage.ownerUrl, hashPassword: async (password) => `hashed ${password}` });

async function signIn(username: string) {
  const sessions = createSessionStore(stage.database, { allowsDemo: true });
  const found = await createCredentialStore(stage.database, { allowsDemo: true }).find(username);
  if (found === undefined) throw new Error(`There is no ${username}`);
  const sessionId = await sessions.begin(found.person.id, Buffer.from(username));
  return { kind: "staff", id: found.person.id, sessionId, roles: found.person.roles } as const;
}

test.each([0, 9, 17])("whoever tries the demo %i hours later can start a shift and take a chat", async (hours) => {
  await stage.forward(hours * 3600);
  const [first] = await seed();
  const lan = await signIn(first?.username ?? "");
  valueOf(await checkIn(stage.world, lan));
  valueOf(await holdLease(stage.world, lan, true));
  const { offerId } = await offerChat(stage);
  expect(await acceptOffer(stage.world, lan, offerId)).toMatchObject({ ok: true });
});

test("seeding again adds nothing", async () => {
  const count = async () =>
    (
      await stage.owner.query(
        `select (select count(*) from person)::int as people, (select count(*) from shift)::int as shifts,
           (select count(*) from roster)::int as rostered, (select count(*) from slot)::int as slots,
           (select count(*) from channel)::int as channels`,
      )
    ).rows[0] as unknown;
  const first = await seed();
  const before = await count();
  expect(await seed()).toEqual(first);
  expect(await count()).toEqual(before);
});
