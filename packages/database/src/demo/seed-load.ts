import { createHash, randomBytes } from "node:crypto";
import { addHours } from "date-fns/addHours";
import { subHours } from "date-fns/subHours";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { Client } from "pg";
import { uuidv7 } from "../world.ts";

/** Who takes part in a load: a gateway's key, and a session token for every counsellor, each already signed in. */
export type LoadStaff = {
  readonly channelKey: string;
  readonly sessionTokens: readonly string[];
  /** Of those who take calls alone. */
  readonly telephonists: readonly string[];
};

export type LoadSize = { ownerUrl: string; now: Date; counsellors: number; telephonists?: number };

/**
 * Adds counsellors on a shift that covers `now`, who take chats, or calls alone, and a gateway channel, all marked as
 * demo. For measuring and drills only.
 */
export async function seedLoad(options: LoadSize): Promise<LoadStaff> {
  const client = new Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    const channelKey = await addChannel(client);
    const shiftId = await addShift(client, options.now);
    const sessionTokens: string[] = [];
    for (let number = 1; number <= options.counsellors; number += 1) {
      sessionTokens.push(await addCounsellor(client, shiftId, number, "chat"));
    }
    const telephonists: string[] = [];
    for (let number = 1; number <= (options.telephonists ?? 0); number += 1) {
      telephonists.push(await addCounsellor(client, shiftId, options.counsellors + number, "voice"));
    }
    await client.query("commit");
    return { channelKey, sessionTokens, telephonists };
  } finally {
    await client.end();
  }
}

async function addChannel(client: Client): Promise<string> {
  const key = newToken();
  await client.query("insert into channel (id, kind, name, key_hash, is_demo) values ($1, 'zalo', 'Load', $2, true)", [
    uuidv7(),
    hash(key),
  ]);
  return key;
}

/** A shift of its own: one of the demo's might wind down in the middle. */
async function addShift(client: Client, now: Date): Promise<string> {
  const [templateId, shiftId] = [uuidv7(), uuidv7()];
  await client.query(
    `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone)
     values ($1, 'Load', '00:00', 720, 'UTC')`,
    [templateId],
  );
  await client.query(
    "insert into shift (id, template_id, date, starts_at, ends_at) values ($1, $2, $3::timestamptz::date, $3, $4)",
    [shiftId, templateId, subHours(now, 1), addHours(now, 11)],
  );
  return shiftId;
}

async function addCounsellor(client: Client, shiftId: string, number: number, kind: "chat" | "voice"): Promise<string> {
  const [id, token] = [uuidv7(), newToken()];
  const name = `Load ${String(number)}`;
  await client.query(
    `insert into person (id, username, name, display_name, roles, languages, is_demo)
     values ($1, $2, $3, $3, array['counsellor'], array['vi', 'en'], true)`,
    [id, `load-${id}`, name],
  );
  await client.query(
    "insert into presence (counsellor_id, intent, intent_since) values ($1, 'off', clock_timestamp())",
    [id],
  );
  await client.query("insert into slot (counsellor_id, kind, ordinal) select $1, $2, n from generate_series(1, $3) n", [
    id,
    kind,
    kind === "chat" ? STANDARD_POLICY.chatSlots : 1,
  ]);
  await client.query("insert into roster (shift_id, counsellor_id) values ($1, $2)", [shiftId, id]);
  await client.query(
    "insert into session (id, token_hash, person_id, expires_at) values ($1, $2, $3, clock_timestamp() + interval '12 hours')",
    [uuidv7(), hash(token), id],
  );
  return token;
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
