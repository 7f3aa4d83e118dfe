import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { keyOf } from "@nightlight/testkit/builders";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, readState, valueOf, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Words that nobody would write by chance, and that are looked for in every column of every table. */
const CANARIES = {
  arrival: "chimyenmot-đến",
  child: "chimyenhai-nói",
  counsellor: "chimyenba-đáp",
  name: "chimyenbon-tên",
  narrative: "chimyennam-kể",
  identity: "+84900112233",
};

let stages: PostgresStages;
let stage: PostgresStage;
let lan: OnDuty;
let contactId: string;

beforeAll(async () => {
  stages = await openPostgresStages();
  stage = await stages.next();
  lan = await comeOnDuty(stage);
  const { world } = stage;
  const gateway = { kind: "gateway", channelId: await stage.addChannel("zalo") } as const;
  contactId = world.newId();
  await beginContact(world, gateway, {
    contactId,
    channelId: gateway.channelId,
    channel: "zalo",
    language: "vi",
    facts: { safeNow: "unknown" },
    text: CANARIES.arrival,
    arrivalKey: keyOf("hashed"),
    identity: CANARIES.identity,
    childSession: undefined,
  });
  await runMatcher(world);
  const { state } = await readState(stage, contactId);
  valueOf(await acceptOffer(world, lan, state.status === "offered" ? state.offer.id : ""));
  valueOf(await postMessage(world, gateway, { contactId, clientKey: "k1", text: CANARIES.child }));
  valueOf(await postMessage(world, lan, { contactId, clientKey: "k2", text: CANARIES.counsellor }));
  valueOf(await saveRecord(world, lan, { contactId, field: "child.00000000.name", value: CANARIES.name, version: 0 }));
  valueOf(await saveRecord(world, lan, { contactId, field: "narrative", value: CANARIES.narrative, version: 0 }));
  const { version } = await readState(stage, contactId);
  valueOf(await endConversation(world, lan, { contactId, version }));
});
afterAll(() => stages.close());

async function everyRow(): Promise<{ table: string; row: string }[]> {
  const { rows: tables } = await stage.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const found: { table: string; row: string }[] = [];
  for (const { name } of tables) {
    const { rows } = await stage.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    found.push(...rows.map(({ row }) => ({ table: name, row: row.toLowerCase() })));
  }
  return found;
}

test("the words are there for their owner", async () => {
  const reading = valueOf(await readContact(stage.world, lan, contactId));
  expect(reading.messages.map(({ text }) => text)).toEqual([CANARIES.arrival, CANARIES.child, CANARIES.counsellor]);
  expect(reading.record).toMatchObject({
    "child.00000000.name": { value: CANARIES.name },
    narrative: { value: CANARIES.narrative },
  });
});

test("no column of any table holds a word of them, in letters or in bytes", async () => {
  const rows = await everyRow();
  expect(rows.filter(({ table }) => ["message", "record_field", "contact_identity"].includes(table))).toHaveLength(6);
  const pieces = Object.values(CANARIES).flatMap((canary) => [canary, canary.split("-")[0] ?? canary]);
  const traces = pieces.flatMap((piece) => [
    piece,
    Buffer.from(piece).toString("hex"),
    Buffer.from(piece).toString("base64"),
  ]);
  const leaks = rows.filter(({ row }) => traces.some((trace) => row.includes(trace.toLowerCase())));
  expect(leaks).toEqual([]);
});

test("an event holds ids, states and times, and nothing that somebody typed", async () => {
  const { rows } = await stage.owner.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from event",
  );
  const words = new Set(["default", "zalo", "vi", "normal", "high", "child", "counsellor"]);
  const isHarmless = (value: unknown): boolean =>
    words.has(String(value)) ||
    /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(String(value)) ||
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(String(value));
  expect(rows.length).toBeGreaterThan(5);
  for (const { type, data } of rows) {
    for (const [field, value] of Object.entries(data))
      expect([type, field, isHarmless(value)]).toEqual([type, field, true]);
  }
});

test("sealed words that are moved to another message do not open", async () => {
  const { rows } = await stage.owner.query<{ id: string; sealed: Buffer }>(
    "select id, sealed from message order by sequence",
  );
  const [first, second] = rows;
  const put = (sealed: Buffer | undefined) =>
    stage.owner.query("update message set sealed = $2 where id = $1", [first?.id, sealed]);
  await put(second?.sealed);
  await expect(readContact(stage.world, lan, contactId)).rejects.toThrow();
  await put(first?.sealed);
  expect((await readContact(stage.world, lan, contactId)).ok).toBe(true);
});

test("when the key is destroyed the words are gone, and the contact is still there", async () => {
  await stage.owner.query("update contact_key set wrapped_key = null, erased_at = now() where contact_id = $1", [
    contactId,
  ]);
  await expect(readContact(stage.world, lan, contactId)).rejects.toThrow(/No key/u);
  expect((await readState(stage, contactId)).state.status).toBe("wrap_up");
});
