import { postMessage } from "@nightlight/commands/contact/post-message";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, offerChat, takeChat, valueOf } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, expect, test } from "vitest";

/** What the tables themselves refuse, whoever writes: the last wall, asked as their owner. */
let stages: PostgresStages;
let stage: PostgresStage;
let ids: { talking: string; ringing: string };
beforeAll(async () => {
  stages = await openPostgresStages();
  stage = await stages.next();
  const lan = await comeOnDuty(stage, { chatSlots: 2 });
  const { child, contactId } = await takeChat(stage, lan);
  valueOf(await postMessage(stage.world, child, { contactId, clientKey: "k1", text: "Con đây" }));
  ids = { talking: contactId, ringing: (await offerChat(stage)).contactId };
});
afterAll(() => stages.close());

const REFUSALS: readonly { name: string; about: keyof typeof ids; sql: string; by: RegExp }[] = [
  {
    name: "a second live offer of one contact",
    about: "ringing",
    sql: `insert into offer select gen_random_uuid(), contact_id, counsellor_id, 'shown', made_at, shown_at, expires_at,
      ended_at, decline_reason, explanation from offer where contact_id = $1`,
    by: /one_live_offer/u,
  },
  {
    name: "two places of one counsellor for one contact",
    about: "talking",
    sql: `update slot set contact_id = $1`,
    by: /slot_of_contact/u,
  },
  {
    name: "two events of one version",
    about: "talking",
    sql: `insert into event (subject, subject_id, version, type, data, actor_kind, at)
      select subject, subject_id, version, type, data, actor_kind, at from event where subject_id = $1`,
    by: /event_subject/u,
  },
  {
    name: "one message twice",
    about: "talking",
    sql: `insert into message select gen_random_uuid(), contact_id, 99, author, author_id, client_key, sealed, posted_at
      from message where contact_id = $1`,
    by: /client_key/u,
  },
  {
    name: "two messages in one place of a conversation",
    about: "talking",
    sql: `insert into message select gen_random_uuid(), contact_id, sequence, author, author_id, 'k2', sealed, posted_at
      from message where contact_id = $1`,
    by: /sequence/u,
  },
  {
    name: "an owned contact without an owner",
    about: "talking",
    sql: `update contact set state = state - 'owner' where id = $1`,
    by: /check constraint/u,
  },
  {
    name: "an offered contact without anybody whom it is offered to",
    about: "ringing",
    sql: `update contact set state = '{"status": "offered"}' where id = $1`,
    by: /check constraint/u,
  },
  {
    name: "a state that nobody knows",
    about: "ringing",
    sql: `update contact set state = '{"status": "lost"}' where id = $1`,
    by: /check constraint/u,
  },
  {
    name: "an owner of a contact that waits",
    about: "ringing",
    sql: `update contact set state = '{"status": "queued", "owner": "00000000-0000-4000-8000-000000000001"}' where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a lane that nobody knows",
    about: "ringing",
    sql: `update contact set lane = 'fast' where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "news that are newer than the contact",
    about: "talking",
    sql: `update contact set news_version = version + 1 where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a version that never was",
    about: "talking",
    sql: `update contact set version = 0, news_version = 0 where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a transfer to nobody",
    about: "talking",
    sql: `update contact set state = state || '{"transfer": {}}' where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a transfer to its own counsellor",
    about: "talking",
    sql: `update contact set state = state || jsonb_build_object('transfer', jsonb_build_object('to', owner_id)) where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a chat with a time that stands on paper",
    about: "talking",
    sql: `update contact set received_at = arrived_at where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a letter without one",
    about: "talking",
    sql: `update contact set channel = 'letter' where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a letter that was received after it was recorded",
    about: "talking",
    sql: `update contact set channel = 'letter', received_at = arrived_at + interval '1 second' where id = $1`,
    by: /contact_is_sound/u,
  },
  {
    name: "a key that is neither there nor erased",
    about: "talking",
    sql: "update contact_key set wrapped_key = null where contact_id = $1",
    by: /check constraint/u,
  },
  {
    name: "a contact that disappears with its words left behind",
    about: "talking",
    sql: "delete from contact where id = $1",
    by: /foreign key/u,
  },
];

test.each(REFUSALS)("$name is refused", async ({ about, sql, by }) => {
  await expect(stage.owner.query(sql, [ids[about]])).rejects.toThrow(by);
});
