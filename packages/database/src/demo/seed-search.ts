import { createHash, randomBytes, randomUUID } from "node:crypto";
import { addHours } from "date-fns/addHours";
import { Client } from "pg";
import { plainIdentity } from "@nightlight/domain/access/opening";
import { FIRST_ITEM, itemPath } from "@nightlight/domain/record/path";
import { tokensOf, type SearchKind } from "@nightlight/domain/search/tokens";
import { settleInstallationKeys } from "../key/installation-keys.ts";
import { createSealing, seal, type Sealing } from "../sealing.ts";
import { uuidv7 } from "../world.ts";

/** A closed contact as it is to be found: a name, a number, a note. */
export type SearchableContact = {
  readonly name: string;
  readonly phone: string;
  readonly note: string;
  /** Number of the counsellor, from 0. */
  readonly owner: number;
  readonly arrivedAt: Date;
};

export type SearchSeed = {
  readonly ownerUrl: string;
  readonly masterKey: Buffer;
  readonly counsellors: number;
  readonly leads: number;
  readonly contacts: number;
  readonly contactAt: (index: number) => SearchableContact;
  readonly say: (line: string) => void;
};

/** Session tokens by number, each already signed in. */
export type SearchStaff = { readonly counsellors: readonly string[]; readonly leads: readonly string[] };

const NAME = itemPath("child", FIRST_ITEM, "name");
const BATCH = 2_000;
const SESSION_HOURS = 12;

/**
 * Fills an empty database with closed contacts, sealed and hashed as the product does it, and with the staff that owns
 * them. The index over the hashes is made at the end, which takes a fraction of the time. For measuring only.
 */
export async function seedSearch(seed: SearchSeed): Promise<void> {
  const { ownerUrl, masterKey, contacts, counsellors, leads, contactAt, say } = seed;
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { keys, ring } = await settleInstallationKeys(client, [masterKey]);
    const writer = rowWriter(createSealing(ring, keys));
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '1GB'");
    const [definition] = (
      await client.query<{ text: string }>("select pg_get_indexdef('search_entry_keys'::regclass) as text")
    ).rows;
    await client.query("drop index search_entry_keys");
    const channelId = uuidv7();
    await client.query("insert into channel (id, kind, name, is_demo) values ($1, 'sms', 'Search', true)", [channelId]);
    const owners = await addStaff(client, "counsellor", counsellors);
    await addStaff(client, "clinical_lead", leads);
    for (let from = 0; from < contacts; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, contacts - from) }, (_, index) => {
        const contact = contactAt(from + index);
        return writer(contact, owners[contact.owner] ?? "", channelId);
      });
      await insert(client, rows);
      if (from % (BATCH * 50) === 0) say(`${String(from)} of ${String(contacts)} contacts`);
    }
    say("indexing");
    await client.query(definition?.text ?? "");
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

/** Signs everybody in who was seeded for searching. */
export async function signInSearchers(ownerUrl: string, now: Date): Promise<SearchStaff> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const signIn = async (role: string): Promise<string[]> => {
      const { rows } = await client.query<{ id: string }>(
        "select id from person where username like 'search-%' and $1 = any (roles) order by username",
        [role],
      );
      const tokens: string[] = [];
      for (const { id } of rows) {
        const token = randomBytes(32).toString("base64url");
        await client.query("insert into session (id, token_hash, person_id, expires_at) values ($1, $2, $3, $4)", [
          uuidv7(),
          createHash("sha256").update(token).digest(),
          id,
          addHours(now, SESSION_HOURS),
        ]);
        tokens.push(token);
      }
      return tokens;
    };
    return { counsellors: await signIn("counsellor"), leads: await signIn("clinical_lead") };
  } finally {
    await client.end();
  }
}

async function addStaff(client: Client, role: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const id = uuidv7();
    await client.query(
      `insert into person (id, username, name, display_name, roles, languages, is_demo)
       values ($1, $2, $3, $3, array[$4], array['vi'], true)`,
      [id, `search-${role}-${String(number).padStart(5, "0")}`, `Search ${String(number)}`, role],
    );
    await client.query(
      "insert into presence (counsellor_id, intent, intent_since) values ($1, 'off', clock_timestamp())",
      [id],
    );
    ids.push(id);
  }
  return ids;
}

/** One contact's rows, ready to be sent. Hashes of syllables are kept: a language has few of them. */
type Rows = {
  readonly id: string;
  readonly owner: string;
  readonly channelId: string;
  readonly at: Date;
  readonly masterKeyId: string;
  readonly wrapped: Buffer;
  readonly identity: { readonly sealed: Buffer; readonly exact: Buffer };
  readonly fields: readonly { readonly field: string; readonly sealed: Buffer }[];
  readonly entries: readonly { readonly field: string; readonly kind: SearchKind; readonly hashes: string }[];
};

function rowWriter(sealing: Sealing): (contact: SearchableContact, owner: string, channelId: string) => Rows {
  const known = new Map<string, string>();
  const hashOf = (kind: SearchKind, token: string): string => {
    const before = known.get(token);
    if (before !== undefined) return before;
    const [hash = ""] = sealing.searchHashes([token]);
    if (kind !== "phone") known.set(token, hash);
    return hash;
  };
  const entry = (field: string, kind: SearchKind, text: string) => ({
    field,
    kind,
    hashes: `{${tokensOf(kind, text)
      .map((token) => hashOf(kind, token))
      .join(",")}}`,
  });
  return ({ name, phone, note, arrivedAt }, owner, channelId) => {
    const id = idAt(arrivedAt);
    const { key, wrapped } = sealing.newContactKey(id);
    const field = (path: string, value: string) => ({
      field: path,
      sealed: seal(key, value, `record_field:${id}:${path}:1`),
    });
    return {
      id,
      owner,
      channelId,
      at: arrivedAt,
      masterKeyId: sealing.masterKeyId,
      wrapped,
      identity: {
        sealed: seal(key, phone, `contact_identity:${id}`),
        exact: sealing.exactHash(plainIdentity(phone)),
      },
      fields: [field(NAME, name), field("narrative", note)],
      entries: [entry("identity", "phone", phone), entry(NAME, "person", name), entry("narrative", "word", note)],
    };
  };
}

/** A version 7 id of a time that has passed. */
function idAt(time: Date): string {
  const stamp = time.getTime().toString(16).padStart(12, "0");
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${randomUUID().slice(15)}`;
}

async function insert(client: Client, rows: readonly Rows[]): Promise<void> {
  const column = <Value>(of: (row: Rows) => Value): Value[] => rows.map(of);
  const [ids, owners, times] = [column(({ id }) => id), column(({ owner }) => owner), column(({ at }) => at)];
  const fields = rows.flatMap(({ id, owner, at, fields: own }) => own.map((each) => ({ ...each, id, owner, at })));
  const entries = rows.flatMap(({ id, owner, at, entries: own }) => own.map((each) => ({ ...each, id, owner, at })));
  await client.query(CONTACTS, [ids, owners, times, rows[0]?.channelId]);
  await client.query(
    "insert into contact_key (contact_id, master_key_id, wrapped_key) select id, $3, wrapped from unnest($1::uuid[], $2::bytea[]) as r(id, wrapped)",
    [ids, column(({ wrapped }) => wrapped), rows[0]?.masterKeyId],
  );
  await client.query(
    "insert into contact_identity (contact_id, sealed, exact_hash) select * from unnest($1::uuid[], $2::bytea[], $3::bytea[])",
    [ids, column(({ identity }) => identity.sealed), column(({ identity }) => identity.exact)],
  );
  await client.query(
    `insert into record_field (contact_id, field, version, sealed, saved_by, saved_at, definition)
       select id, field, 1, sealed, owner, at, 2
       from unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::timestamptz[]) as r(id, field, sealed, owner, at)`,
    [
      fields.map(({ id }) => id),
      fields.map(({ field }) => field),
      fields.map(({ sealed }) => sealed),
      fields.map(({ owner }) => owner),
      fields.map(({ at }) => at),
    ],
  );
  await client.query(
    `insert into search_entry (contact_id, field, kind, hashes, owner_id, at)
       select id, field, kind, hashes::bigint[], case when kind <> 'phone' then owner end, at
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[])
         as r(id, field, kind, hashes, owner, at)`,
    [
      entries.map(({ id }) => id),
      entries.map(({ field }) => field),
      entries.map(({ kind }) => kind),
      entries.map(({ hashes }) => hashes),
      entries.map(({ owner }) => owner),
      entries.map(({ at }) => at),
    ],
  );
}

const CONTACTS = `insert into contact (id, queue_id, channel_id, channel, arrival_key, language, lane, arrived_at, version,
    news_version, child_wrote, record_begun, state)
  select id, 'default', $4, 'sms', uuid_send(id), 'vi', 'normal', at, 6, 2, true, true,
    jsonb_build_object('status', 'closed', 'owner', owner, 'at', at, 'disposition', 'counselled', 'endedBy', 'counsellor')
  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as r(id, owner, at)`;
