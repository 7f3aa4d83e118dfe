import type { Database } from "./connection.ts";

export type Violation = { readonly invariant: string; readonly contactId: string };

/**
 * The invariants of routing in SQL: I1 one offer or one owner, I2 places match their contacts, I3 nothing waits
 * without a clock. Gives what is broken right now; empty is the only good answer.
 */
export async function audit(database: Database): Promise<readonly Violation[]> {
  return database.transaction({ kind: "system" }, async (query) => {
    const rows = await query<{ invariant: string; contact_id: string }>("audit", AUDIT, []);
    return rows.map((row) => ({ invariant: row.invariant, contactId: row.contact_id }));
  });
}

/** What is overdue by more than a sweep or two can explain: clocks that nobody rings. */
export async function auditTimes(database: Database): Promise<readonly Violation[]> {
  return database.transaction({ kind: "system" }, async (query) => {
    const rows = await query<{ contact_id: string }>(
      "audit-times",
      "select subject_id as contact_id from clock where is_running and due_at < clock_timestamp() - interval '10 seconds'",
      [],
    );
    return rows.map((row) => ({ invariant: OVERDUE, contactId: row.contact_id }));
  });
}

const OVERDUE = "I3 a clock that is due is rung within seconds";

/** What a contact's one clock can run for: an offer or transfer, an ending, a lost owner, a move in its undo seconds, a
 * pause, a silence, a promised call. */
const HAS_CLOCK = `(c.status in ('offered', 'closing') or (c.status = 'active' and (c.state ->> 'ownerLostAt' is not null
    or c.state -> 'transfer' is not null or (c.state -> 'move' is not null and c.state #>> '{move,to}' is null)
    or c.state #>> '{hold,remindAt}' is not null or (c.state -> 'silence' is not null and c.state -> 'hold' is null)))
  or c.status = 'callback_due' or (c.status = 'queued' and c.callback is not null)
  or (c.status = 'wrap_up' and c.state -> 'move' is not null))`;

const AUDIT = `with open_contact as materialized (select * from contact where status not in ('closed', 'abandoned'))
  select 'I1 an offered contact has exactly one live offer, to whom its state says' as invariant, c.id as contact_id
    from open_contact c where c.status = 'offered' and not exists (select from offer o where o.contact_id = c.id
      and o.status in ('pending', 'shown') and o.counsellor_id = c.offered_to)
  union all select 'I1 a transfer beside an owner has exactly one live offer, to whom its state says', c.id
    from open_contact c where c.status = 'active' and c.state -> 'transfer' is not null and not exists (
      select from offer o where o.id = (c.state #>> '{transfer,id}')::uuid and o.contact_id = c.id
        and o.status in ('pending', 'shown') and o.counsellor_id = (c.state #>> '{transfer,to}')::uuid)
  union all select 'I1 only an offered contact, or one held out to somebody else, has a live offer', o.contact_id
    from offer o join contact c on c.id = o.contact_id where o.status in ('pending', 'shown') and c.status <> 'offered'
      and not (c.status = 'active' and c.state -> 'transfer' is not null)
  union all select 'I2 whoever is offered or owns a contact holds one place for it', c.id
    from open_contact c where ((c.status in ('offered', 'active', 'closing')
          and coalesce(c.state ->> 'isExtra', c.state #>> '{offer,isExtra}') is null)
        or (c.status = 'wrap_up' and (c.state ->> 'holdsSlot')::boolean))
      and not exists (select from slot s where s.contact_id = c.id and s.counsellor_id = coalesce(c.offered_to, c.owner_id))
  union all select 'I2 a transfer keeps a place for whoever it is held out to', c.id
    from open_contact c where c.status = 'active' and c.state #>> '{transfer,to}' is not null
      and c.state #>> '{transfer,isExtra}' is null and not exists (select from slot s
        where s.contact_id = c.id and s.counsellor_id = (c.state #>> '{transfer,to}')::uuid)
  union all select 'I2 a colleague beside the owner holds one place for it', c.id
    from open_contact c where c.state #>> '{guest,id}' is not null and c.state #>> '{guest,isExtra}' is null
      and not exists (select from slot s where s.contact_id = c.id and s.counsellor_id = (c.state #>> '{guest,id}')::uuid)
  union all select 'I2 a place is held only for such a contact', s.contact_id
    from slot s join contact c on c.id = s.contact_id
    where c.status in ('queued', 'orphaned', 'closed', 'abandoned', 'callback_due')
      or (c.status = 'wrap_up' and not (c.state ->> 'holdsSlot')::boolean)
      or s.counsellor_id not in (coalesce(c.offered_to, c.owner_id),
        coalesce((c.state #>> '{transfer,to}')::uuid, (c.state #>> '{guest,id}')::uuid, c.offered_to, c.owner_id))
  union all select 'I3 an offer, a closing or a move that waits has a running clock', c.id
    from open_contact c where ${HAS_CLOCK}
      and not exists (select from clock k where k.subject = 'contact' and k.subject_id = c.id and k.is_running)
  union all select 'I3 whoever owns an open line has a living screen or a running orphan clock', c.id
    from open_contact c where c.status in ('active', 'closing') and c.state ->> 'ownerLostAt' is null
      and not exists (select from lease l where l.counsellor_id = c.owner_id
        and coalesce(l.lost_at, l.alive_until) > clock_timestamp() - interval '5 seconds')
  union all select 'I3 a clock runs only for such a contact', c.id
    from clock k join contact c on c.id = k.subject_id where k.subject = 'contact' and k.is_running
      and not ${HAS_CLOCK}
  union all select 'I6 a contact that came by itself is as old as its arrival says', c.id
    from open_contact c join event e on e.subject = 'contact' and e.subject_id = c.id and e.version = 1
    where c.status in ('queued', 'orphaned', 'offered') and e.type = 'contact_arrived'
      and c.arrived_at <> coalesce((e.data ->> 'firstArrivedAt')::timestamptz, e.at)
  union all select 'I10 an offer was made through an open gate, or by a supervisor', o.contact_id
    from offer o join contact c on c.id = o.contact_id and c.status = 'offered'
    where o.status in ('pending', 'shown') and o.explanation ->> 'movedBy' is null
      and not exists (select from roster r join shift h on h.id = r.shift_id where r.counsellor_id = o.counsellor_id
        and r.checked_in_at <= o.made_at and h.ends_at > o.made_at
        and h.starts_at - interval '1 hour' <= o.made_at)
  union all select 'I7 the version is the number of events', c.id
    from open_contact c where c.version <> (select max(version) from event e where e.subject = 'contact' and e.subject_id = c.id)`;
