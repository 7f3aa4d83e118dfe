import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import type { Database } from "../connection.ts";

/** How many contacts are in a state and lane, and how long the oldest of them has been there for. */
export type StateGauge = {
  readonly status: string;
  readonly lane: string;
  readonly count: number;
  readonly oldestSeconds: number;
};

/** What can only be counted by asking the database: counts and ages, nothing about a person. */
export type Gauges = {
  readonly states: readonly StateGauge[];
  /** Clocks that run, and those whose time has come without their having rung. */
  readonly clocks: { readonly running: number; readonly overdue: number; readonly latestSeconds: number };
  /** Counsellors whose screen is there, and free places among those who are available. */
  readonly desks: { readonly alive: number; readonly freePlaces: number };
  /** Voice engines whose calls somebody runs, calls that are up, those in which people talk, and telephones that ring. */
  readonly calls: {
    readonly engines: number;
    readonly up: number;
    readonly talking: number;
    readonly telephones: number;
    /** Calls to offices, the police, interpreters. */
    readonly outside: number;
    /** How often what went wrong, by code. */
    readonly troubles: Readonly<Record<string, number>>;
  };
  readonly care: CareGauges;
};

/** Conversations that stand still, calls that were promised, and whether somebody will be there. */
export type CareGauges = {
  /** Conversations in which the other side was asked to wait, and in which they have said nothing for a while. */
  readonly held: number;
  readonly silent: number;
  /** Records that keep a place for longer than policy gives them (domain/contact/record-time.ts). */
  readonly recordsOver: number;
  /** Calls whose window has not come; that wait for a counsellor now; that supervisors have to decide on. */
  readonly promised: number;
  readonly ready: number;
  readonly undecided: number;
  /** Stretches ahead for which the roster has too few people, and in how many seconds the first begins. */
  readonly gaps: number;
  readonly firstGapSeconds: number | null;
  /** People who are on call now, and contacts that have waited for so long that they should be called in. */
  readonly onCall: number;
  readonly onCallWanted: number;
  /** Of those who are on call now, whoever was called in: without an answer yet; coming. */
  readonly onCallAsked: number;
  readonly onCallComing: number;
  /** Restrictions in force; and those that ran out, of which nobody has said since whether they were right. */
  readonly restricted: number;
  readonly unreviewed: number;
};

/** Reads them. Costs a few index scans: what is closed is not looked at. */
export async function readGauges(database: Database): Promise<Gauges> {
  return database.transaction({ kind: "system" }, async (query) => {
    const [states, [clocks], [desks], [calls], [care]] = await Promise.all([
      query<StateGauge>("gauge-states", STATES, []),
      query<Gauges["clocks"]>("gauge-clocks", CLOCKS, []),
      query<Gauges["desks"]>("gauge-desks", DESKS, []),
      query<Gauges["calls"]>("gauge-calls", CALLS, []),
      query<CareGauges>("gauge-care", CARE, [STANDARD_POLICY.onCallSeconds, STANDARD_POLICY.recordMinutes]),
    ]);
    if (clocks === undefined || desks === undefined || calls === undefined || care === undefined)
      throw new Error("The database did not count");
    return { states, clocks, desks, calls, care };
  });
}

// Each part by an index of its own: waiting, offered (by its live offer), and on somebody's desk.
const STATES = `select status, lane, count(*)::int as count,
    extract(epoch from clock_timestamp() - min(arrived_at))::float8 as "oldestSeconds"
  from (select status, lane, arrived_at from contact where status in ('queued', 'orphaned')
    union all select c.status, c.lane, c.arrived_at from contact c
      where c.status = 'offered' and c.id in (select contact_id from offer where status in ('pending', 'shown'))
    union all select status, lane, arrived_at from contact where status in ('active', 'held', 'closing', 'wrap_up')
  ) live group by status, lane`;

const CLOCKS = `select count(*)::int as running, count(*) filter (where due_at < clock_timestamp())::int as overdue,
    greatest(0, coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0))::float8 as "latestSeconds"
  from clock where is_running`;

const DESKS = `select count(*)::int as alive, coalesce(sum(s.free), 0)::int as "freePlaces"
  from lease l join presence p on p.counsellor_id = l.counsellor_id
  left join lateral (select count(*) as free from slot where counsellor_id = l.counsellor_id and contact_id is null
    and (kind = 'chat' or rings and not is_calling) and p.intent = 'available') s on true
  where l.lost_at is null and l.alive_until > clock_timestamp()`;

const CALLS = `select (select count(*)::int from voice_engine where alive_until > clock_timestamp()) as engines,
    count(*)::int as up, count(*) filter (where talked_at is not null)::int as talking,
    (select count(*)::int from slot where rings) as telephones,
    (select count(*)::int from outside_call where ended_at is null) as outside,
    (select coalesce(jsonb_object_agg(code, times), '{}') from
      (select code, sum(times)::int as times from voice_trouble group by code) t) as troubles
  from call where ended_at is null`;

// Lane `immediate` wants everybody from the first second on, as the ladder says (domain/routing/overflow.ts).
const CARE = `with policy as materialized (select value from policy_version order by version desc limit 1)
  select t.*, k.*, w.*, g.*, o.*, i.*, r.* from
  (select count(*) filter (where state ? 'hold')::int as held, count(*) filter (where state ? 'silence')::int as silent
    from contact where status = 'active') t,
  (select count(*)::int as "recordsOver" from contact where status = 'wrap_up' and (state ->> 'holdsSlot')::boolean
    and clock_timestamp() >= coalesce((state #>> '{more,until}')::timestamptz, (state ->> 'since')::timestamptz
      + make_interval(mins => coalesce((select (value ->> 'recordMinutes')::int from policy), $2)))) k,
  (select count(*) filter (where status = 'callback_due' and not (state ->> 'wantsDecision')::boolean)::int as promised,
      count(*) filter (where status = 'callback_due' and (state ->> 'wantsDecision')::boolean)::int as undecided,
      count(*) filter (where status = 'queued' and callback is not null and not callback ? 'reachedAt')::int as ready,
      count(*) filter (where status in ('queued', 'orphaned') and (lane = 'immediate' or arrived_at <= clock_timestamp()
        - make_interval(secs => coalesce((select (value ->> 'onCallSeconds')::int from policy), $1))))::int as "onCallWanted"
    from contact where status in ('queued', 'orphaned', 'callback_due')) w,
  (select count(*)::int as gaps,
      min(greatest(0, extract(epoch from starts_at - clock_timestamp())))::float8 as "firstGapSeconds"
    from roster_gap where ends_at > clock_timestamp()) g,
  (select count(distinct c.person_id)::int as "onCall" from on_call c join shift s on s.id = c.shift_id
    where s.starts_at <= clock_timestamp() and s.ends_at > clock_timestamp()) o,
  (select count(*) filter (where i.says is null)::int as "onCallAsked",
      count(*) filter (where i.says = 'coming')::int as "onCallComing"
    from call_in i join shift s on s.id = i.shift_id
    where s.starts_at <= clock_timestamp() and s.ends_at > clock_timestamp()) i,
  (select count(*) filter (where until > clock_timestamp())::int as restricted,
      count(*) filter (where until <= clock_timestamp())::int as unreviewed
    from restriction where ended_by is null) r`;
