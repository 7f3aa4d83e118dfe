-- A conversation can pause, go silent, or have a colleague beside its owner; a call can be promised instead of waiting
-- (docs/decisions/0051, 0052). Where it stands is in the contact's state; here is what must be true of the row, who may
-- see it, and where the number is kept.

-- A promised call: window, tries, who allowed it. The number is not in it.
alter table contact add callback jsonb;

create or replace function is_sound(c contact) returns boolean language plpgsql immutable parallel safe as $$
begin
  return c.status in ('queued', 'offered', 'active', 'closing', 'wrap_up', 'closed', 'abandoned', 'callback_due',
                      'orphaned')
    and c.lane in ('immediate', 'high', 'normal', 'low')
    and c.version > 0 and c.news_version between 1 and c.version
    -- An owner from acceptance on; held out to exactly one person while offered.
    and (c.owner_id is not null) = (c.status in ('active', 'closing', 'wrap_up', 'closed'))
    and (c.offered_to is not null) = (c.status = 'offered')
    -- I1: only a running conversation is held out to somebody beside its owner, and not to its owner.
    and (c.state -> 'transfer' is null or coalesce(
          c.status = 'active' and c.state #>> '{transfer,to}' <> c.state ->> 'owner', false))
    -- A colleague joins a running conversation, one at a time, and not its owner.
    and (c.state -> 'guest' is null or coalesce(c.status = 'active' and c.state -> 'transfer' is null
          and c.state #>> '{guest,id}' <> c.state ->> 'owner', false))
    -- Nobody waits for a call that was not asked for or allowed, and every call has a window.
    and (c.status <> 'callback_due' or c.callback is not null)
    and (c.callback is null or coalesce(c.callback ->> 'from' <= c.callback ->> 'until', false))
    -- What stands on the paper is older than its record, and only paper has it.
    and (c.received_at is null or c.received_at <= c.arrived_at)
    and (c.received_at is not null)
        = (c.channel in ('letter', 'official_letter', 'press', 'social_media', 'walk_in', 'outage_paper'));
end $$;

create index contact_to_call on contact (arrived_at) where status = 'callback_due';

-- The number that a person left to be called at, under the contact's own key.
create table callback_number (
  contact_id  uuid primary key references contact,
  sealed      bytea not null
);
alter table callback_number enable row level security;
alter table callback_number force row level security;
revoke all on callback_number from public;
create policy owner_all on callback_number to current_user using (true) with check (true);
grant select, insert, update, delete on callback_number to nightlight_child;
create policy child_own on callback_number to nightlight_child
  using (contact_id = actor_id()) with check (contact_id = actor_id() and contact_id = locked_contact());
grant select on callback_number to nightlight_staff;
-- Its counsellor, while it is theirs: not whoever opened it, and not a colleague beside them.
create policy staff_call on callback_number for select to nightlight_staff using (exists (
  select from contact c where c.id = contact_id and c.owner_id = actor_id() and c.callback is not null
    and (c.barred = '{}' or not actor_is_among(c.barred))));

-- The second wall for a colleague in the conversation: they read and write beside the owner.
create or replace function owns_contact(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = contact_id
                         and (c.owner_id = actor_id() or (c.state #>> '{guest,id}')::uuid = actor_id())
                         and (c.barred = '{}' or not actor_is_among(c.barred))) $$;
create policy staff_guest on contact for update to nightlight_staff
  using ((state #>> '{guest,id}')::uuid = actor_id()) with check (id = locked_contact());
create index contact_of_guest on contact (((state #>> '{guest,id}')::uuid)) where state -> 'guest' is not null;

-- Whoever owns the contact at hand sees who could take it: the four facts of colleagues, no word of anybody.
create function owns_locked_contact() returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = locked_contact() and c.owner_id = actor_id()) $$;
create policy colleague_read on presence for select to nightlight_staff using ((select owns_locked_contact()));
create policy colleague_read on lease for select to nightlight_staff using ((select owns_locked_contact()));

-- What lies on a desk is also what somebody came into beside a colleague (0024 told of one's own alone).
create or replace function marks_of_staff(people uuid[]) returns table (person_id uuid, feed text, mark text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (select distinct unnest(people) as id),
  mine as (select a.id as person_id, c as contact, c.id, c.version from asked a join contact c
      on c.owner_id = a.id and c.status in ('active', 'held', 'closing', 'wrap_up') and not c.barred && array[a.id]
    union all select a.id, c, c.id, c.version from asked a join contact c
      on c.state -> 'guest' is not null and (c.state #>> '{guest,id}')::uuid = a.id and not c.barred && array[a.id])
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
