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
  };
};

/** Reads them. Costs a few index scans: what is closed is not looked at. */
export async function readGauges(database: Database): Promise<Gauges> {
  return database.transaction({ kind: "system" }, async (query) => {
    const [states, [clocks], [desks], [calls]] = await Promise.all([
      query<StateGauge>("gauge-states", STATES, []),
      query<Gauges["clocks"]>("gauge-clocks", CLOCKS, []),
      query<Gauges["desks"]>("gauge-desks", DESKS, []),
      query<Gauges["calls"]>("gauge-calls", CALLS, []),
    ]);
    if (clocks === undefined || desks === undefined || calls === undefined)
      throw new Error("The database did not count");
    return { states, clocks, desks, calls };
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
    and (kind = 'chat' or rings) and p.intent = 'available') s on true
  where l.lost_at is null and l.alive_until > clock_timestamp()`;

const CALLS = `select (select count(*)::int from voice_engine where alive_until > clock_timestamp()) as engines,
    count(*)::int as up, count(*) filter (where talked_at is not null)::int as talking,
    (select count(*)::int from slot where rings) as telephones
  from call where ended_at is null`;
