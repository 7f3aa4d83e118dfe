import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCredentialStore } from "./credential-store.ts";
import { createInvitationStore, type InvitationStore } from "./invitation-store.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";

const DAY = 24 * 3600;

let stages: PostgresStages;
let stage: PostgresStage;
let invitations: InvitationStore;
let sessions: SessionStore;
let personId: string;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
  invitations = createInvitationStore(stage.database);
  sessions = createSessionStore(stage.database, { allowsDemo: false });
  ({ id: personId } = await stage.addCounsellor());
  await stage.owner.query("update person set username = 'ha', display_name = 'Cô Hà' where id = $1", [personId]);
});
afterAll(() => stages.close());

const password = async () =>
  (await createCredentialStore(stage.database, { allowsDemo: false }).find("ha"))?.passwordHash;

test("a link says whose it is, and gives a password once", async () => {
  const { token } = await invitations.create(personId, "invite");
  expect(await invitations.find(token)).toMatchObject({ personId, username: "ha", displayName: "Cô Hà" });
  expect(await invitations.redeem(token, "hash")).toMatchObject({ personId, purpose: "invite" });
  expect(await password()).toBe("hash");
  expect(await invitations.redeem(token, "another")).toBeUndefined();
  expect(await invitations.find(token)).toBeUndefined();
  expect(await password()).toBe("hash");
});

test("of two who take the same link at once, one has the account", async () => {
  const { token } = await invitations.create(personId, "invite");
  const taken = await Promise.all(["a", "b", "c"].map((hash) => invitations.redeem(token, hash)));
  expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
});

test("a new link ends the ones before it", async () => {
  const first = await invitations.create(personId, "invite");
  const second = await invitations.create(personId, "reset");
  expect(await invitations.find(first.token)).toBeUndefined();
  expect(await invitations.find(second.token)).toBeDefined();
});

test("a link runs out: an invitation after a week, a reset after a day, the first one when it was said", async () => {
  const { token, expiresAt } = await invitations.create(personId, "reset");
  expect(expiresAt).toBeInstanceOf(Date);
  await stage.forward(DAY - 1);
  expect(await invitations.find(token)).toBeDefined();
  await stage.forward(1);
  expect(await invitations.find(token)).toBeUndefined();
  expect(await invitations.redeem(token, "hash")).toBeUndefined();
  const long = await invitations.create(personId, "invite");
  await stage.forward(7 * DAY - 1);
  expect(await invitations.find(long.token)).toBeDefined();
  const short = await invitations.create(personId, "invite", 1);
  await stage.forward(3600);
  expect(await invitations.find(short.token)).toBeUndefined();
});

test("somebody who is suspended takes no link, and a wrong, cut or swapped token is nobody's", async () => {
  const { token } = await invitations.create(personId, "invite");
  for (const other of ["", token.slice(0, -1), `${token}A`, token.split("").reverse().join("")]) {
    expect(await invitations.find(other)).toBeUndefined();
  }
  await stage.owner.query("update person set suspended_at = now() where id = $1", [personId]);
  expect(await invitations.redeem(token, "hash")).toBeUndefined();
});

test("whatever the person had before is over: sessions, second factor, PIN, recovery codes", async () => {
  await invitations.redeem((await invitations.create(personId, "invite")).token, "old");
  await stage.owner.query("update credential set pin_hash = 'pin' where person_id = $1", [personId]);
  await stage.owner.query("insert into second_factor (person_id) values ($1)", [personId]);
  await stage.owner.query("insert into recovery_code (person_id, code_hash) values ($1, '\\x00')", [personId]);
  await sessions.begin(personId, Buffer.alloc(32, 1));
  const { token } = await invitations.create(personId, "reset");
  expect(await sessions.find(Buffer.alloc(32, 1))).toBeDefined();
  await invitations.redeem(token, "new");
  expect(await sessions.find(Buffer.alloc(32, 1))).toBeUndefined();
  const { rows } = await stage.owner.query<{ left: number }>(
    `select (select count(*) from second_factor) + (select count(*) from recovery_code)
       + (select count(*) from credential where pin_hash is not null) as left`,
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test("the token itself is nowhere in the database", async () => {
  const { token } = await invitations.create(personId, "invite");
  const { rows } = await stage.owner.query<{ row: string }>("select i::text as row from invitation i");
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString("hex"));
});
