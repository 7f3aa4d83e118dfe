-- What screens compare with what they show (docs/decisions/0043): marks only, never words. The engine asks for all screens
-- of a node at once; messages and records are none of its business, so these functions look for it.

create index event_of_escalation on event (seq) where subject = 'escalation';

-- How far a contact has come for one side of it: its version, and that side's words that were delivered and looked at.
create function mark_of_contact(contact contact, side text) returns text language sql stable security definer
  set search_path = public, pg_temp
  as $$ select contact.version || '.' || count(m.delivered_at) || '.' || count(m.seen_at)
          from message m where m.contact_id = contact.id and m.author = side $$;

create function mark_of_record(contact_id uuid) returns text language sql stable security definer
  set search_path = public, pg_temp
  as $$ select coalesce(sum(f.newest), 0)::text
          from (select max(r.version) as newest from record_field r where r.contact_id = $1 group by r.field) f $$;

-- Feeds of members of staff: what lies on their desks, each contact on it, and their presence.
create function marks_of_staff(people uuid[]) returns table (person_id uuid, feed text, mark text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (select distinct unnest(people) as id),
  mine as (select a.id as person_id, c as contact, c.id, c.version from asked a join contact c
      on c.owner_id = a.id and c.status in ('active', 'held', 'closing', 'wrap_up') and not c.barred && array[a.id])
  select m.person_id, 'contact/' || m.id, mark_of_contact(m.contact, 'counsellor') || '.' || mark_of_record(m.id) from mine m
  union all
  select a.id, 'desk',
      (select coalesce(string_agg(o.id::text, ',' order by o.id), '') from offer o
        where o.counsellor_id = a.id and o.status in ('pending', 'shown'))
      || '|' || (select coalesce(string_agg(m.id || ':' || m.version, ',' order by m.id), '') from mine m where m.person_id = a.id)
    from asked a
  union all
  select p.counsellor_id, 'presence', p.version || '.' || coalesce(l.lost_at is null, false)
      || '.' || (select count(*) from slot s where s.counsellor_id = p.counsellor_id and s.contact_id is null)
    from asked a join presence p on p.counsellor_id = a.id left join lease l on l.counsellor_id = a.id $$;

-- What everybody watches: the last events of escalations, of contacts, and openings in emergency. Sums of the last few
-- numbers, and not the last one: whoever commits later may bear a lower number.
create function marks_of_house() returns table (feed text, mark text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'escalations', coalesce(sum(e.seq), 0)::text
    from (select seq from event where subject = 'escalation' order by seq desc limit 64) e
  union all
  select 'watch', (select coalesce(sum(e.seq), 0) from (select seq from event order by seq desc limit 256) e)
      || '.' || (select count(*) || '.' || count(reviewed_at) from (select reviewed_at from opening
        where kind = 'break_glass' order by opened_at desc, id desc limit 64) o) || '.' ||
      (select coalesce(max(opened_at)::text, '') from opening where kind = 'break_glass') $$;

-- A child's chat.
create function marks_of_chats(contacts uuid[]) returns table (contact_id uuid, mark text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, mark_of_contact(c, 'child') from contact c where c.id = any (contacts) $$;

revoke all on function mark_of_contact, mark_of_record, marks_of_staff, marks_of_house, marks_of_chats from public;
grant execute on function marks_of_staff, marks_of_house, marks_of_chats to nightlight_engine;
