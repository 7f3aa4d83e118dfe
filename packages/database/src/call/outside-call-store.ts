import type { OutsideCallStore, OutsideStage } from "@nightlight/commands/call/outside-call-store";
import type { OutsideCall, OutsidePurpose, OutsideRefusal, PartyWish } from "@nightlight/domain/call/outside-call";
import { subjectOf, type OutsideParty, type PartyKind, type PartyReason } from "@nightlight/domain/call/outside-party";
import type { Query } from "../connection.ts";
import { NEAREST_ENGINE } from "./softphone-store.ts";
import { CONTACT_COLUMNS, contactOf, type ContactRow } from "../contact/contact-row.ts";

type OutsideRow = {
  outside_id: string;
  purpose: OutsidePurpose;
  contact_id: string;
  counsellor_id: string;
  escalation_id: string | null;
  task_id: string | null;
  party: PartyKind;
  authority_id: string | null;
  spoken: string | null;
  reason: PartyReason | null;
  wish: PartyWish;
  leg_id: string | null;
  asked_at: Date;
  dialled_at: Date | null;
  answered_at: Date | null;
  talked_at: Date | null;
  outside_ended_at: Date | null;
  ended_by: OutsideCall["endedBy"] | null;
  cause: number | null;
  refusal: OutsideRefusal | null;
};

const STAGES: Readonly<Record<OutsideStage, string>> = {
  dialled: "dialled_at",
  answered: "answered_at",
  talked: "talked_at",
};

const COLUMNS = `o.id as outside_id, o.purpose, o.contact_id, o.counsellor_id, o.escalation_id, o.task_id, o.party,
  o.authority_id, o.language as spoken, o.reason, o.wish, o.leg_id, o.asked_at, o.dialled_at, o.answered_at, o.talked_at,
  o.ended_at as outside_ended_at, o.ended_by, o.cause, o.refusal`;

/** Outside calls in PostgreSQL. */
export function outsideCallStore(query: Query): OutsideCallStore {
  const list = async (name: string, rest: string, values: unknown[]): Promise<readonly OutsideCall[]> =>
    (await query<OutsideRow>(name, `select ${COLUMNS} from outside_call o ${rest}`, values)).map(callOf);
  return {
    async want({ id, purpose, contactId, task, party, reason, wish }) {
      const subject = subjectOf(party) ?? null;
      const isInterpreter = party.kind === "interpreter";
      const [authorityId, language] = isInterpreter ? [null, subject] : [subject, null];
      const values = [id, purpose, contactId, task?.escalationId, task?.taskId, party.kind, authorityId, language];
      return (await query("outside-want", WANT, [...values, reason, wish])).length > 0;
    },
    async wish(id, wish) {
      await query("outside-wish", "update outside_call set wish = $2 where id = $1 and ended_at is null", [id, wish]);
    },
    async find(id) {
      return (await list("outside-find", "where o.id = $1", [id]))[0];
    },
    async mine() {
      const mine =
        "where o.counsellor_id = actor_id() and o.ended_at is null and (o.purpose = 'authority' or o.leg_id is not null)";
      return (await list("outside-mine", mine, []))[0];
    },
    async thirdsOf(contactId) {
      const thirds = "where o.contact_id = $1 and o.purpose = 'third' order by o.asked_at desc";
      return list("outside-thirds", thirds, [contactId]);
    },
    async ofEscalations(ids) {
      if (ids.length === 0) return [];
      return list("outside-of-escalations", "where o.escalation_id = any ($1) order by o.asked_at", [ids]);
    },
    async up(engine) {
      const rows = await query<OutsideRow & ContactRow>("outside-up", UP, [engine]);
      return rows.map((row) => ({ call: callOf(row), contact: contactOf(row), legId: row.leg_id ?? undefined }));
    },
    async ring(id, legId, counsellorId) {
      await query("outside-ring", RING, [id, legId, counsellorId]);
    },
    async note(id, stage) {
      const column = STAGES[stage];
      const text = `update outside_call set ${column} = clock_timestamp() where id = $1 and ${column} is null`;
      await query(`outside-note-${stage}`, text, [id]);
    },
    async end(id, { by, cause, refusal }) {
      await query("outside-end", END, [id, by, cause, refusal]);
    },
  };
}

function callOf(row: OutsideRow): OutsideCall {
  const { escalation_id: escalationId, task_id: taskId } = row;
  return {
    id: row.outside_id,
    purpose: row.purpose,
    contactId: row.contact_id,
    counsellorId: row.counsellor_id,
    task: escalationId === null || taskId === null ? undefined : { escalationId, taskId },
    party: partyOf(row),
    reason: row.reason ?? undefined,
    wish: row.wish,
    askedAt: row.asked_at,
    dialledAt: row.dialled_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    talkedAt: row.talked_at ?? undefined,
    endedAt: row.outside_ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
    cause: row.cause ?? undefined,
    refusal: row.refusal ?? undefined,
  };
}

function partyOf({ party, authority_id: authorityId, spoken }: OutsideRow): OutsideParty {
  switch (party) {
    case "police":
    case "ambulance":
      return { kind: party };
    case "duty":
    case "office":
      return { kind: party, authorityId: authorityId ?? "" };
    case "interpreter":
      return { kind: party, language: spoken ?? "" };
  }
}

const WANT = `insert into outside_call (id, engine, purpose, contact_id, counsellor_id, escalation_id, task_id, party,
    authority_id, language, reason, wish, asked_at)
  select $1, coalesce((select k.engine from call k where k.contact_id = $3 and k.ended_at is null and $2 = 'third' limit 1),
      e.engine), $2, $3, actor_id(), $4, $5, $6, $7, $8, $9, $10, clock_timestamp()
  from voice_engine e where e.alive_until > clock_timestamp() ${NEAREST_ENGINE} limit 1 returning 1`;

const UP = `select ${CONTACT_COLUMNS}, ${COLUMNS} from outside_call o join contact c on c.id = o.contact_id
  where o.engine = $1 and o.ended_at is null`;

const RING = `with rung as (update outside_call set leg_id = $2 where id = $1 and ended_at is null returning id)
  update slot set is_calling = true from rung where counsellor_id = $3 and kind = 'voice'`;

const END = `with over as (update outside_call set ended_at = clock_timestamp(), ended_by = $2, cause = $3, refusal = $4
    where id = $1 and ended_at is null returning counsellor_id)
  update slot s set is_calling = false from over where s.counsellor_id = over.counsellor_id and s.kind = 'voice'`;
