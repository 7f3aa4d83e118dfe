-- What is asked every second is asked of what is open, however many contacts are closed.
--   * Row-level security lets no condition reach an index but those that leak nothing; a JSON path is not one of them. So
--     ids come from a function of the owner, and the rows behind them through row-level security, as in the search.

-- A helpline keeps millions that are closed, and some hundreds that are not.
create index contact_open on contact (status) where status not in ('closed', 'abandoned');
-- What came today.
create index contact_by_arrival on contact (arrived_at);
-- Kept as text: an instant in UTC with milliseconds sorts as it is written.
create index contact_just_closed on contact (owner_id, (state ->> 'at')) where status = 'closed';

-- Conversations of others in which somebody takes part.
create function contacts_visited(who uuid) returns setof uuid language sql stable
  security definer set search_path = public, pg_temp
  as $$ select c.id from contact c where c.state -> 'guest' is not null and (c.state #>> '{guest,id}')::uuid = who $$;

-- What lies on somebody's desk: theirs in hand, theirs closed so lately that it can be undone, and where they are a guest.
create function contacts_on_desk(who uuid, undo_seconds double precision) returns setof uuid language sql stable
  security definer set search_path = public, pg_temp
  as $$ select c.id from contact c where c.owner_id = who and c.status in ('active', 'closing', 'wrap_up')
    union all select c.id from contact c where c.owner_id = who and c.status = 'closed' and c.state ->> 'at'
      > to_char((statement_timestamp() - make_interval(secs => undo_seconds)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    union all select contacts_visited(who) $$;

-- What somebody has in hand when their shift ends: contacts, and closed ones that an authority still owes an answer for.
create function contacts_in_hand(who uuid) returns setof uuid language sql stable
  security definer set search_path = public, pg_temp
  as $$ select c.id from contact c where c.owner_id = who and c.status in ('active', 'closing', 'wrap_up')
    union all select c.id from contact c where c.owner_id = who and c.status = 'closed' and c.id in (
      select e.contact_id from escalation e where e.status not in ('draft', 'closed', 'withdrawn')) $$;

-- Everything that is not over.
create function contacts_open() returns setof uuid language sql stable security definer set search_path = public, pg_temp
  as $$ select c.id from contact c where c.status not in ('closed', 'abandoned') $$;

-- Numbers of what is open and of what came within a day. The time of the statement: that of the clock reaches no index.
create or replace function contact_figures() returns table (status text, lane text, is_by_hand boolean, contacts bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.status, c.lane, c.received_at is not null, count(*) from contact c
          where actor_has_role('leader', 'supervisor', 'clinical_lead')
            and (c.status not in ('closed', 'abandoned') or c.arrived_at > statement_timestamp() - interval '24 hours')
          group by 1, 2, 3 $$;

revoke all on function contacts_on_desk, contacts_visited, contacts_in_hand, contacts_open from public;
grant execute on function contacts_on_desk, contacts_in_hand, contacts_open to nightlight_staff;
grant execute on function contacts_visited, contacts_in_hand to nightlight_staff, nightlight_engine;
