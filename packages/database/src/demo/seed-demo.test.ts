import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { checkIn } from "@nightlight/commands/presence/change-presence";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { holdLease } from "@nightlight/commands/presence/hold-lease";
import { authorityFor } from "@nightlight/domain/authority/propose";
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
  const { authorityLine } = found.person;
  const sessionId = await sessions.begin(found.person.id, Buffer.from(username));
  return { kind: "staff", id: found.person.id, sessionId, roles: found.person.roles, authorityLine } as const;
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

test("whoever starts the demo minutes before a shift ends is offered a chat all the same", async () => {
  await seed();
  const { rows } = await stage.owner.query<{ left: number }>(
    "select extract(epoch from min(ends_at) - clock_timestamp())::float8 as left from shift where ends_at > clock_timestamp()",
  );
  await stage.forward((rows[0]?.left ?? 0) - 300);
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
           (select count(*) from channel)::int as channels,
           (select count(*) from authority)::int as authorities, (select count(*) from authority_duty)::int as duties`,
      )
    ).rows[0] as unknown;
  const first = await seed();
  const before = await count();
  expect(await seed()).toEqual(first);
  expect(await count()).toEqual(before);
});

test("the demo's officers sign in for their units, and each unit of a commune has somebody above it", async () => {
  await seed();
  const mai = await signIn("can-bo");
  const { office, around, duty } = await stage.world.transaction(mai, async ({ authorities }) => ({
    office: await authorities.find(mai.authorityLine?.[0] ?? ""),
    around: await authorities.around("00004"),
    duty: await authorities.dutyNow(mai.authorityLine?.[0] ?? "", []),
  }));
  expect(office).toMatchObject({ name: "UBND phường Ba Đình", level: "commune", placeCode: "00004" });
  // Monday evening there, when tests begin: the commune's desk is closed, and opens at half past seven.
  expect(duty).toBeUndefined();
  await stage.forward(11.5 * 3600);
  const atHalfPastSeven = stage.world.transaction(mai, ({ authorities }) => authorities.dutyNow(office?.id ?? "", []));
  expect(await atHalfPastSeven).toEqual({ name: "Cán bộ bảo vệ trẻ em", phone: "0000 00004 11" });
  const place = { commune: "00004", province: "01" };
  const names = (kind: "peoples_committee" | "police") =>
    authorityFor({ place, kind, directory: around, barred: [], at: new Date("2026-03-02T01:00:00Z") }).ladder.map(
      ({ name }) => name,
    );
  expect(names("peoples_committee")).toEqual(["UBND phường Ba Đình", "Sở Y tế Hà Nội", "Cục Bà mẹ và Trẻ em, Bộ Y tế"]);
  expect(names("police")).toEqual(["Công an phường Ba Đình", "Công an thành phố Hà Nội", "Bộ Công an"]);
});
