import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { ChannelKind } from "@nightlight/domain/contact/channel";
import type { NewReading } from "@nightlight/commands/access/access-stores";
import type { Committed } from "@nightlight/commands/world";
import { connect, type Database } from "@nightlight/database/connection";
import { APP_ROLE } from "@nightlight/database/migrate";
import { createSealing, type Sealing } from "@nightlight/database/sealing";
import { createWorld, uuidv7 } from "@nightlight/database/world";
import { anAuthority } from "./builders.ts";
import { after, TEST_START } from "./clock.ts";
import { testDatabase } from "./postgres.ts";
import { FULL_SHIFT, type CounsellorActor, type CounsellorOptions, type Stage } from "./stage.ts";
import { installVirtualClock } from "./virtual-clock.ts";

export type PostgresStage = Stage & {
  /** As the role that the server uses. */
  readonly database: Database;
  /** As the owner of the tables. */
  readonly owner: Client;
  readonly sealing: Sealing;
  readonly appUrl: string;
  readonly ownerUrl: string;
};

/** One database for a whole file, cleared for every stage. */
export type PostgresStages = { next(): Promise<PostgresStage>; close(): Promise<void> };

/** A database whose time stands still until a stage moves it; or passes as it does, where a test wants the real one. */
export async function openPostgresStages(time: Date | "real" = TEST_START): Promise<PostgresStages> {
  const { appUrl, ownerUrl, drop } = await testDatabase();
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const clock = time === "real" ? realClock(owner) : await installVirtualClock(owner, APP_ROLE, time);
  const database = connect({ url: appUrl });
  return {
    async next() {
      // What the stage before left running may be in the middle of a transaction.
      await owner.query(CLEAR).catch(() => owner.query(CLEAR));
      if (time !== "real") await clock.forward((time.getTime() - (await clock.now()).getTime()) / 1000);
      return stageOn({ database, owner, appUrl, ownerUrl }, clock);
    },
    async close() {
      await database.close();
      await owner.end();
      await drop();
    },
  };
}

// The first version of the policy comes with the program. Children before parents: deleting a few rows is faster than truncating twenty tables.
const CLEAR = [
  "policy_version where version > 1",
  ...["outside_call", "report_draft", "escalation_text", "escalation_key", "escalation_task", "escalation"],
  "escalation_counter",
  ...[
    "message",
    "search_entry",
    "record_field",
    "risk_change",
    "location_request",
    "contact_move",
    "handover",
    "by_hand_change",
    "by_hand",
    "contact_identity",
    "contact_key",
    "access_log",
    "opening",
    "restriction",
    "barring",
    "person_identity",
    "event",
    "clock",
    "offer",
    "slot",
    ...[
      "callback_number",
      "voicemail",
      "call_recording",
      "recorded_queue",
      "call_leg",
      "call",
      "voice_engine",
      "voice_trouble",
      "softphone",
      "web_call",
    ],
  ],
  ...[
    "child_session",
    "contact",
    "lease",
    "presence",
    "pacing",
    ...["call_in", "on_call", "absence", "roster_gap"],
    "roster",
    "shift",
    "shift_template",
    "session",
    "credential",
  ],
  ...["authority_change", "authority_duty", "person", "authority", "channel", "centre"],
]
  .map((table) => `delete from ${table}`)
  .join(";");

async function stageOn(
  parts: Pick<PostgresStage, "database" | "owner" | "appUrl" | "ownerUrl">,
  clock: Pick<Stage, "now" | "forward">,
): Promise<PostgresStage> {
  const { database, owner } = parts;
  const sealing = createSealing(randomBytes(32));
  const committed: Committed[] = [];
  return {
    ...parts,
    ...clock,
    ...lookingAt(owner),
    world: createWorld({ database, sealing, onCommitted: (news) => committed.push(news) }),
    webchatId: await addChannel(owner, "webchat"),
    committed,
    sealing,
    addCounsellor: async (options = {}) => addCounsellor(owner, await clock.now(), options),
    async addCentre() {
      const id = uuidv7();
      await owner.query("insert into centre (id, name) values ($1, $2)", [id, id]);
      return id;
    },
    async addAuthority(unit) {
      const { level, kind, ...rest } = anAuthority(unit);
      const id = uuidv7();
      await owner.query(
        `insert into authority (id, parent_id, level, kind, place_code, name, phone, email, valid_from, valid_to,
           successor_ids, verified_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          ...[id, rest.parentId, level, kind, rest.placeCode, rest.name, rest.phone, rest.email],
          ...[rest.validFrom, rest.validTo, rest.successorIds, rest.verifiedAt],
        ],
      );
      return id;
    },
    async addDuty(authorityId, duty) {
      await owner.query(
        `insert into authority_duty
           (id, authority_id, person_id, name, phone, weekdays, from_local, duration_minutes, time_zone)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[uuidv7(), authorityId, duty.personId, duty.name, duty.phone, duty.weekdays],
          ...[duty.fromLocal, duty.durationMinutes, duty.timeZone],
        ],
      );
    },
    addChannel: (kind) => addChannel(owner, kind),
  };
}

function realClock(owner: Client): Pick<Stage, "now" | "forward"> {
  return {
    async now() {
      const { rows } = await owner.query<{ now: Date }>("select clock_timestamp() as now");
      return rows[0]?.now ?? TEST_START;
    },
    forward: () => Promise.reject(new Error("Real time passes by itself")),
  };
}

function lookingAt(owner: Client): Pick<Stage, "readAccesses" | "countSlots" | "findClock"> {
  return {
    async readAccesses() {
      type Row = Omit<NewReading, "contactId"> & { actor_id: string | null; contact_id: string };
      const { rows } = await owner.query<Row>(
        "select actor_id, action, contact_id, why, how from access_log order by id",
      );
      return rows.map(({ actor_id: actorId, contact_id: contactId, ...row }) => ({
        ...row,
        actorId: actorId ?? undefined,
        contactId,
      }));
    },
    async countSlots(counsellorId) {
      const { rows } = await owner.query<{ all: number; taken: number }>(
        `select count(*)::int as all, count(contact_id)::int as taken from slot where counsellor_id = $1`,
        [counsellorId],
      );
      return { all: rows[0]?.all ?? 0, taken: rows[0]?.taken ?? 0 };
    },
    async findClock(contactId) {
      const { rows } = await owner.query<{ kind: string; due_at: Date; generation: number }>(
        "select kind, due_at, generation from clock where subject = 'contact' and subject_id = $1 and is_running",
        [contactId],
      );
      return rows[0] && { kind: rows[0].kind, dueAt: rows[0].due_at, generation: rows[0].generation };
    },
  };
}

async function addChannel(owner: Client, kind: ChannelKind): Promise<string> {
  const id = uuidv7();
  await owner.query("insert into channel (id, kind, name) values ($1, $2, $2)", [id, kind]);
  return id;
}

async function addCounsellor(owner: Client, now: Date, options: CounsellorOptions): Promise<CounsellorActor> {
  const {
    languages = ["vi"],
    chatSlots = 1,
    hasVoice = false,
    intent = "available",
    shift = FULL_SHIFT,
    roles = ["counsellor"],
    centreId,
    authorityId,
    skills = [],
  } = options;
  const [id, sessionId] = [uuidv7(), uuidv7()];
  await owner.query(
    `insert into person (id, username, name, display_name, roles, languages, centre_id, authority_id, skills)
     values ($1, $2, $2, $2, $4, $3, $5, $6, $7)`,
    [id, `counsellor-${id}`, languages, roles, centreId ?? null, authorityId ?? null, skills],
  );
  await owner.query("insert into credential (person_id, password_hash) values ($1, 'none')", [id]);
  await owner.query("insert into session (id, token_hash, person_id, expires_at) values ($1, $2, $3, $4)", [
    sessionId,
    randomBytes(32),
    id,
    after(now, 14 * 3600),
  ]);
  await owner.query("insert into presence (counsellor_id, intent, intent_since) values ($1, $2, $3)", [
    id,
    intent,
    now,
  ]);
  await owner.query(
    `insert into slot (counsellor_id, kind, ordinal, freed_at) select $1::uuid, 'chat', n, $3::timestamptz from generate_series(1, $2) n
     union all select $1, 'voice', 1, $3 where $4`,
    [id, chatSlots, now, hasVoice],
  );
  if (shift !== "none") await roster(owner, id, now, shift);
  if (authorityId === undefined) return { kind: "staff", id, sessionId, roles, centreId };
  const { rows } = await owner.query<{ line: string[] }>("select authority_line($1) as line", [authorityId]);
  return { kind: "staff", id, sessionId, roles, centreId, authorityLine: rows[0]?.line ?? [] };
}

async function roster(
  owner: Client,
  counsellorId: string,
  now: Date,
  { startsIn, endsIn, isCheckedIn }: typeof FULL_SHIFT,
): Promise<void> {
  const [templateId, shiftId] = [uuidv7(), uuidv7()];
  const startsAt = after(now, startsIn);
  await owner.query(
    `insert into shift_template (id, name, starts_at_local, duration_minutes, time_zone)
     values ($1, 'Shift', '06:00', 480, 'Asia/Ho_Chi_Minh')`,
    [templateId],
  );
  await owner.query(
    `insert into shift (id, template_id, date, starts_at, ends_at) values ($1, $2, '2026-03-02', $3, $4)`,
    [shiftId, templateId, startsAt, after(now, endsIn)],
  );
  await owner.query("insert into roster (shift_id, counsellor_id, checked_in_at) values ($1, $2, $3)", [
    shiftId,
    counsellorId,
    isCheckedIn ? startsAt : null,
  ]);
}
