import { AUDIENCES, type Thing } from "@nightlight/domain/privacy/audience";
import { isPostgresMissing, testDatabase, type TestDatabase } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Tables that hold something about a contact, and the thing that their rows are. */
const THING_OF: Readonly<Record<string, Thing>> = {
  contact: "contact",
  event: "event",
  contact_identity: "identity",
  callback_number: "identity",
  message: "message",
  record_field: "savedField",
  offer: "offer",
  risk_change: "riskChange",
  location_request: "locationRequest",
  contact_move: "move",
  handover: "handover",
  by_hand: "byHand",
  by_hand_change: "byHandChange",
  barring: "barring",
  opening: "opening",
  restriction: "restriction",
  access_log: "reading",
  child_session: "childSession",
  contact_key: "key",
  escalation: "escalation",
  slot: "place",
  call: "call",
  call_leg: "callLeg",
  call_monitor: "callMonitor",
  outside_call: "outsideCall",
  voicemail: "voicemail",
  call_recording: "callRecording",
  recorded_queue: "recordedQueue",
  web_call: "webCall",
  search_entry: "searchEntry",
};

/** Columns whose name says how they are kept, not what they hold. */
const HOLDS: Readonly<Record<string, string>> = {
  "contact_identity.sealed": "identity",
  "callback_number.sealed": "identity",
  "message.sealed": "text",
  "voicemail.sealed": "sound",
  "call_recording.sealed": "sound",
  "message.author": "from",
  "message.posted_at": "at",
  "record_field.sealed": "value",
  "barring.sealed": "reason",
  "opening.sealed": "reason",
  "restriction.sealed": "reason",
  "restriction.comment_sealed": "comment",
  "risk_change.sealed": "reason",
  "location_request.sealed": "reason",
  "location_request.answer_sealed": "words",
  "by_hand.sealed": "details",
  "by_hand_change.sealed": "details",
  "event.type": "data",
};

type Column = { table_name: string; column_name: string };

describe.skipIf(isPostgresMissing())("every column about a contact", () => {
  let database: TestDatabase;
  let owner: Client;
  beforeAll(async () => {
    database = await testDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  /** Columns of the tables that name a contact: the table itself, whoever points at it, and the log of events. */
  const columns = async (): Promise<Column[]> => {
    const { rows } = await owner.query<Column>(
      `select c.table_name, c.column_name from information_schema.columns c
       where c.table_schema = 'public' and (c.table_name in ('contact', 'event') or exists (
         select from information_schema.columns k where k.table_schema = 'public'
           and k.table_name = c.table_name and k.column_name in ('contact_id', 'contact')))
       order by 1, 2`,
    );
    return rows;
  };
  const undeclared = (found: readonly Column[]): string[] =>
    found.flatMap(({ table_name: table, column_name: column }) => {
      const thing = THING_OF[table];
      const field = HOLDS[`${table}.${column}`] ?? camelCase(column);
      return thing !== undefined && Object.hasOwn(AUDIENCES[thing], field) ? [] : [`${table}.${column}`];
    });

  test("has an audience", async () => {
    const found = await columns();
    expect(found.length).toBeGreaterThan(60);
    expect(undeclared(found)).toEqual([]);
  });

  test("and one that is added without is found", async () => {
    await owner.query("begin");
    await owner.query("alter table message add column mood text");
    await owner.query("create table rumour (contact_id uuid references contact, words text)");
    expect(undeclared(await columns())).toEqual(["message.mood", "rumour.contact_id", "rumour.words"]);
    await owner.query("rollback");
  });
});

function camelCase(column: string): string {
  return column.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
}
