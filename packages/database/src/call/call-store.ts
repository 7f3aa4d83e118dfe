import type { CallStage, CallStore, KnownCall } from "@nightlight/commands/call/call-store";
import type { MonitorMode, Party } from "@nightlight/domain/call/call";
import { CALL_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import type { CallDetail } from "@nightlight/domain/call/call-detail";
import type { Query } from "../connection.ts";
import { NEAREST_ENGINE } from "./softphone-store.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "../contact/contact-row.ts";

const STAGES: Readonly<Record<CallStage, string>> = {
  answered: "answered_at",
  greeted: "greeted_at",
  talked: "talked_at",
  cannotSpeak: "cannot_speak_at",
  dialled: "dialled_at",
  consented: "consented_at",
};

type UpRow = ContactRow & {
  call_id: string;
  call_direction: "in" | "out";
  is_dialled: boolean;
  is_greeted: boolean;
  has_talked: boolean;
  owes_message: boolean;
  is_recorded: boolean;
  is_told: boolean;
  is_refused: boolean;
  is_paused: boolean;
  legs: { attemptId: string; counsellorId: string }[];
  monitors: { supervisorId: string; mode: MonitorMode }[];
  parties: Party[];
};

type DetailRow = {
  direction: "in" | "out";
  rang_at: Date;
  answered_at: Date | null;
  greeted_at: Date | null;
  talked_at: Date | null;
  ended_at: Date | null;
  ended_by: "caller" | "agent" | "engine" | null;
  cause: number | null;
  cannot_speak_at: Date | null;
};

type MonitorRow = { supervisor_id: string; mode: MonitorMode; seconds: number };

const MONITORS = `select supervisor_id, mode, extract(epoch from clock_timestamp() - since)::integer as seconds
  from call_monitor where contact_id = $1 order by since`;

const DETAIL = `select direction, rang_at, answered_at, greeted_at, talked_at, ended_at, ended_by, cause, cannot_speak_at
  from call where contact_id = $1 order by ended_at is null desc, rang_at desc limit 1`;

const AHEAD = `select count(*)::int as ahead from contact own join contact c on c.language = own.language
  where own.id = $1 and c.id <> own.id and c.status in ('queued', 'orphaned') and c.channel = any ($2)
    and (array_position(array['immediate', 'high', 'normal', 'low'], c.lane), c.arrived_at)
      < (array_position(array['immediate', 'high', 'normal', 'low'], own.lane), own.arrived_at)`;

/** Calls in PostgreSQL. Whatever is noted twice keeps its first time. */
export function callStore(query: Query): CallStore {
  return {
    async hold({ engine, holder, seconds }) {
      const [row] = await query<{ epoch: string }>("call-hold", HOLD, [engine, holder, seconds]);
      return row && Number(row.epoch);
    },
    async letGo({ engine, holder }) {
      const text = "update voice_engine set alive_until = clock_timestamp() where engine = $1 and holder = $2";
      await query("call-let-go", text, [engine, holder]);
    },
    async dead(seconds) {
      return (await query<{ engine: string }>("call-dead", DEAD, [seconds])).map(({ engine }) => engine);
    },
    async isInForce(engine, epoch) {
      const text = "select 1 from voice_engine where engine = $1 and epoch = $2 for share";
      return (await query("call-epoch", text, [engine, epoch])).length > 0;
    },
    async channelOf(kind, isDemo) {
      const [row] = await query<{ id: string }>("call-channel", "select call_channel($1, $2) as id", [kind, isDemo]);
      if (row === undefined) throw new Error("There is no channel for calls");
      return row.id;
    },
    async begin(engine, { callId, contactId, direction }) {
      await query(
        "call-begin",
        `insert into call (engine, call_id, contact_id, direction, rang_at)
         values ($1, $2, $3, $4, clock_timestamp()) on conflict (engine, call_id) do nothing`,
        [engine, callId, contactId, direction],
      );
    },
    async want({ callId, contactId }) {
      const rows = await query(
        "call-want",
        `insert into call (engine, call_id, contact_id, direction, rang_at)
         select e.engine, $1, $2, 'out', clock_timestamp() from voice_engine e where e.alive_until > clock_timestamp()
         ${NEAREST_ENGINE} limit 1 returning 1`,
        [callId, contactId],
      );
      return rows.length > 0;
    },
    async note(engine, callId, stage) {
      const column = STAGES[stage];
      await query(
        `call-note-${stage}`,
        `update call set ${column} = clock_timestamp() where engine = $1 and call_id = $2 and ${column} is null`,
        [engine, callId],
      );
    },
    async end(engine, callId, by, cause) {
      await query(
        "call-end",
        `with over as (update call set ended_at = clock_timestamp(), ended_by = $3, cause = $4
             where engine = $1 and call_id = $2 and ended_at is null returning call_id)
         , gone as (delete from call_monitor m using call k, over
             where k.engine = $1 and k.call_id = over.call_id and m.contact_id = k.contact_id)
         update call_leg l set ended_at = clock_timestamp() from over
           where l.engine = $1 and l.call_id = over.call_id and l.ended_at is null`,
        [engine, callId, by, cause],
      );
    },
    async ring(engine, callId, { attemptId, counsellorId }) {
      await query(
        "call-ring",
        `insert into call_leg (attempt_id, engine, call_id, contact_id, counsellor_id, rang_at)
         select $3, c.engine, c.call_id, c.contact_id, $4, clock_timestamp() from call c
           where c.engine = $1 and c.call_id = $2 on conflict do nothing`,
        [engine, callId, attemptId, counsellorId],
      );
    },
    async noteLeg(attemptId, stage) {
      const column = stage === "answered" ? "answered_at" : "joined_at";
      await query(
        `call-leg-${stage}`,
        `update call_leg set ${column} = clock_timestamp() where attempt_id = $1 and ${column} is null`,
        [attemptId],
      );
    },
    async endLeg(attemptId, end) {
      const [failure, cause] = "failure" in end ? [end.failure, null] : [null, end.cause];
      await query(
        "call-leg-end",
        `update call_leg set ended_at = clock_timestamp(), failure = $2, cause = $3
         where attempt_id = $1 and ended_at is null`,
        [attemptId, failure, cause],
      );
    },
    async monitor(contactId, mode) {
      await query(
        "call-monitor",
        `insert into call_monitor (supervisor_id, contact_id, mode, since) values (actor_id(), $1, $2, clock_timestamp())
         on conflict (supervisor_id) do update set contact_id = excluded.contact_id, mode = excluded.mode,
           since = case when call_monitor.contact_id = excluded.contact_id then call_monitor.since else excluded.since end`,
        [contactId, mode],
      );
    },
    async stopMonitoring(supervisorId) {
      const text = "delete from call_monitor where supervisor_id = $1 returning contact_id";
      const [row] = await query<{ contact_id: string }>("call-stop-monitoring", text, [supervisorId]);
      return row?.contact_id;
    },
    async monitoring() {
      const text = "select contact_id, mode from call_monitor where supervisor_id = actor_id()";
      const [row] = await query<{ contact_id: string; mode: MonitorMode }>("call-monitoring", text, []);
      return row && { contactId: row.contact_id, mode: row.mode };
    },
    async monitorsOf(contactId) {
      const rows = await query<MonitorRow>("call-monitors", MONITORS, [contactId]);
      return rows.map(({ supervisor_id: supervisorId, mode, seconds }) => ({ supervisorId, mode, seconds }));
    },
    async detailOf(contactId) {
      const [row] = await query<DetailRow>("call-detail", DETAIL, [contactId]);
      return row && detailOf(row);
    },
    async trouble(engine, code) {
      await query("call-trouble", TROUBLE, [engine, code]);
    },
    async house() {
      const text = "select clock_timestamp() as at, exists (select from slot where rings) as has_telephones";
      const [row] = await query<{ at: Date; has_telephones: boolean }>("call-house", text, []);
      if (row === undefined) throw new Error("The database says nothing");
      return { at: row.at, hasTelephones: row.has_telephones };
    },
    async ahead(contactId) {
      const [row] = await query<{ ahead: number }>("call-ahead", AHEAD, [contactId, CALL_CHANNEL_KINDS]);
      return row?.ahead ?? 0;
    },
    async up(engine) {
      return (await query<UpRow>("call-up", UP, [engine])).map(knownOf);
    },
  };
}

function detailOf(row: DetailRow): CallDetail {
  return {
    direction: row.direction,
    rangAt: row.rang_at,
    answeredAt: row.answered_at ?? undefined,
    greetedAt: row.greeted_at ?? undefined,
    talkedAt: row.talked_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
    cause: row.cause ?? undefined,
    cannotSpeakAt: row.cannot_speak_at ?? undefined,
  };
}

function knownOf(row: UpRow): KnownCall {
  return {
    callId: row.call_id,
    contact: contactOf(row),
    direction: row.call_direction,
    isDialled: row.is_dialled,
    isGreeted: row.is_greeted,
    hasTalked: row.has_talked,
    owesMessage: row.owes_message,
    recording: {
      isQueueRecorded: row.is_recorded,
      isTold: row.is_told,
      isRefused: row.is_refused,
      isPaused: row.is_paused,
    },
    legs: row.legs,
    monitors: row.monitors,
    parties: row.parties,
  };
}

// Another holder's word is kept until it runs out; one's own is prolonged under the same epoch.
const HOLD = `insert into voice_engine (engine, holder, epoch, alive_until)
  values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
  on conflict (engine) do update set holder = excluded.holder, alive_until = excluded.alive_until,
    epoch = voice_engine.epoch + (voice_engine.holder <> excluded.holder or voice_engine.alive_until <= clock_timestamp())::int
  where voice_engine.holder = excluded.holder or voice_engine.alive_until <= clock_timestamp()
  returning epoch`;

const DEAD = `select e.engine from voice_engine e where e.alive_until <= clock_timestamp() - make_interval(secs => $1)
    and (exists (select from call k where k.engine = e.engine and k.ended_at is null)
      or exists (select from outside_call o where o.engine = e.engine and o.ended_at is null))
  for update skip locked`;

// What was quiet for ten minutes begins anew.
const TROUBLE = `insert into voice_trouble as t (engine, code, times, began_at, last_at)
  select $1, $2, 1, now, now from (select clock_timestamp() as now) clock
  on conflict (engine, code) do update set times = t.times + 1, last_at = excluded.last_at,
    began_at = case when t.last_at < excluded.last_at - interval '10 minutes' then excluded.began_at else t.began_at end`;

const UP = `select ${CONTACT_COLUMNS}, k.call_id, k.direction as call_direction, k.dialled_at is not null as is_dialled,
    k.greeted_at is not null as is_greeted, k.talked_at is not null as has_talked,
    k.consented_at is not null and not exists (select from voicemail v
      where v.engine = k.engine and v.call_id = k.call_id) as owes_message,
    exists (select from recorded_queue q where q.queue_id = c.queue_id) as is_recorded, k.told_at is not null as is_told,
    k.refused_at is not null as is_refused, k.paused_at is not null as is_paused,
    coalesce((select json_agg(json_build_object('attemptId', l.attempt_id, 'counsellorId', l.counsellor_id) order by l.rang_at)
      from call_leg l where l.engine = k.engine and l.call_id = k.call_id and l.ended_at is null), '[]') as legs,
    coalesce((select json_agg(json_build_object('supervisorId', m.supervisor_id, 'mode', m.mode) order by m.since)
      from call_monitor m where m.contact_id = k.contact_id), '[]') as monitors,
    coalesce((select json_agg(json_build_object('partyId', o.id, 'wish', o.wish, 'isDialled', o.dialled_at is not null,
        'isAnswered', o.answered_at is not null) order by o.asked_at)
      from outside_call o where o.contact_id = k.contact_id and o.purpose = 'third' and o.ended_at is null
        and o.leg_id is null), '[]') as parties
  from call k join contact c on c.id = k.contact_id where k.engine = $1 and k.ended_at is null`;
