-- Escalations: a contact put before an authority of the state. The row is the fold of its own events; what was sent lies
-- sealed under a key of its own, so that whoever it was sent to never needs the contact's.
--   * An office sees what was sent to it and nothing else, once it was sent; and nothing when it, a unit above it or the
--     person is barred from the contact.
--   * What was sent never changes: nobody may update or delete it.
--   * A rung is climbed once: the log itself holds each key of an escalation once.

create table escalation (
  id           uuid primary key,
  contact_id   uuid not null references contact,
  number       text not null unique check (number ~ '^[0-9]{4}/[0-9]{6}$'),
  client_key   text not null,
  sent_by      uuid not null references person,
  level        text not null check (level in ('P1', 'P2', 'P3', 'P4')),
  -- Offices that it was put before; the one that is asked now.
  addressed    uuid[] not null default '{}',
  authority_id uuid,
  version      integer not null check (version > 0),
  state        jsonb not null,
  status       text not null generated always as (state #>> '{state,status}') stored,
  created_at   timestamptz not null,
  unique (contact_id, client_key),
  check (status in ('draft', 'sent', 'delivered', 'seen', 'acknowledged', 'acting', 'reported', 'closed', 'declined',
                    'redirected', 'withdrawn')),
  check ((status = 'draft') = (authority_id is null))
);
create index escalation_of_contact on escalation (contact_id, created_at desc);
create index escalation_of_office on escalation using gin (addressed);
create index escalation_running on escalation (created_at) where status not in ('closed', 'withdrawn', 'draft');

-- Its own key, wrapped under the installation's (decision 17): rotating master keys does not touch it. Erasing the row's
-- key makes everything that was sent unreadable.
create table escalation_key (
  escalation_id  uuid primary key references escalation,
  wrapped_key    bytea,
  erased_at      timestamptz,
  check ((wrapped_key is null) = (erased_at is not null))
);

-- Everything in words, sealed: what was sent (once), reports and questions, and reasons that stay at the helpline.
create table escalation_text (
  id             uuid primary key,
  escalation_id  uuid not null references escalation,
  kind           text not null check (kind in ('content', 'report', 'question', 'refusal',
                                               'consent', 'breach', 'withdrawal', 'redirect')),
  -- The report that a question is about, or the report itself.
  report_id      uuid,
  client_key     text not null,
  sealed         bytea not null,
  -- SHA-256 of the words: the receipt.
  hash           bytea not null check (length(hash) = 32),
  author_id      uuid not null references person,
  written_at     timestamptz not null,
  unique (escalation_id, client_key)
);
create unique index escalation_sent_once on escalation_text (escalation_id) where kind = 'content';

-- What somebody has to do by telephone beside it: an owner, an offer and an alarm of its own.
create table escalation_task (
  id             uuid primary key,
  escalation_id  uuid not null references escalation,
  kind           text not null check (kind in ('call', 'find_contact', 'decline')),
  owner_id       uuid not null references person,
  offered_to     uuid references person,
  taken_by       uuid references person,
  made_at        timestamptz not null,
  alarm_at       timestamptz not null,
  alarmed_at     timestamptz,
  done_at        timestamptz,
  outcome        text check (outcome in ('reached', 'not_reached', 'passed_on')),
  check ((done_at is null) = (outcome is null))
);
create index escalation_task_of on escalation_task (escalation_id);
create index escalation_task_open on escalation_task (coalesce(taken_by, offered_to, owner_id)) where done_at is null;

-- Transfer slips are numbered by year, without gaps.
create table escalation_counter (
  year  integer primary key,
  last  integer not null
);

create unique index rung_once on event (subject_id, (data ->> 'rung'))
  where subject = 'escalation' and type in ('rung_climbed', 'limit_breached');

do $$
declare t text;
begin
  foreach t in array array['escalation', 'escalation_key', 'escalation_text', 'escalation_task', 'escalation_counter'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------
-- Questions that policies ask

-- Set by the statement that locked an escalation as an actor who may: opens its clocks and its part of the log.
create function locked_escalation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.locked_escalation', true), '')::uuid $$;

-- The office of whoever acts comes with the next migration: only plpgsql may name it before it is there.
create function actor_office() returns uuid language plpgsql stable security definer
  set search_path = public, pg_temp
  as $$ begin
    return (select p.authority_id from person p where p.id = actor_id() and p.suspended_at is null and 'officer' = any (p.roles));
  end $$;

-- Whether the actor works on this contact at the helpline: its counsellor, whoever sent it, or whoever supervises.
create function follows_contact(contact_id uuid, sent_by uuid) returns boolean language sql stable
  as $$ select not is_barred_from($1)
          and ($2 = actor_id() or owns_contact($1) or actor_has_role('supervisor', 'clinical_lead')) $$;
create function has_escalation_task(escalation_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from escalation_task t where t.escalation_id = $1
                         and actor_id() in (t.owner_id, t.offered_to, t.taken_by)) $$;
create function is_sent_to_me(contact_id uuid, addressed uuid[]) returns boolean language sql stable
  as $$ select coalesce(actor_office() = any ($2), false) and not is_barred_from($1) $$;
create function sees_escalation(escalation_id uuid) returns boolean language sql stable
  as $$ select exists (select from escalation e where e.id = $1) $$;
create function follows_escalation(escalation_id uuid) returns boolean language sql stable
  as $$ select exists (select from escalation e where e.id = $1 and follows_contact(e.contact_id, e.sent_by)) $$;

create function next_escalation_number(at timestamptz) returns text language sql volatile security definer
  set search_path = public, pg_temp
  as $$ insert into escalation_counter as c (year, last)
          values (extract(year from at at time zone 'Asia/Ho_Chi_Minh')::integer, 1)
        on conflict (year) do update set last = c.last + 1
        returning year::text || '/' || lpad(last::text, 6, '0') $$;
revoke all on function next_escalation_number, has_escalation_task, actor_office from public;
grant execute on function next_escalation_number, has_escalation_task, actor_office to nightlight_staff;

-- ---------------------------------------------------------------------------------------------------------------
-- Staff

grant select, insert, update on escalation, escalation_task to nightlight_staff;
grant select, insert on escalation_key, escalation_text to nightlight_staff;

create policy staff_read on escalation for select to nightlight_staff using (
  id = locked_escalation()
  or follows_contact(contact_id, sent_by)
  or (has_escalation_task(id) and not is_barred_from(contact_id))
  or (status <> 'draft' and is_sent_to_me(contact_id, addressed)));
create policy staff_draft on escalation for insert to nightlight_staff
  with check (sent_by = actor_id() and owns_contact(contact_id));
-- Locking a row asks this policy too; writing it needs the lock to have been taken in this very transaction.
create policy staff_change on escalation for update to nightlight_staff
  using (id = locked_escalation() or follows_contact(contact_id, sent_by)
         or (has_escalation_task(id) and not is_barred_from(contact_id))
         or (status <> 'draft' and is_sent_to_me(contact_id, addressed)))
  with check (id = locked_escalation());

create policy staff_read on escalation_key for select to nightlight_staff using (sees_escalation(escalation_id));
create policy staff_draft on escalation_key for insert to nightlight_staff with check (escalation_id = locked_escalation());

-- An office reads what was sent, what it wrote and what it was asked; the reasons stay here.
create policy staff_read on escalation_text for select to nightlight_staff using (
  follows_escalation(escalation_id)
  or (kind in ('content', 'report', 'question', 'refusal') and sees_escalation(escalation_id)));
create policy staff_write on escalation_text for insert to nightlight_staff
  with check (author_id = actor_id() and escalation_id = locked_escalation()
    and (kind in ('report', 'refusal') or follows_escalation(escalation_id)));

create policy staff_read on escalation_task for select to nightlight_staff using (
  actor_id() in (owner_id, offered_to, taken_by) or follows_escalation(escalation_id)
  or escalation_id = locked_escalation());
create policy staff_make on escalation_task for insert to nightlight_staff
  with check (escalation_id = locked_escalation());
create policy staff_change on escalation_task for update to nightlight_staff
  using (escalation_id = locked_escalation()) with check (escalation_id = locked_escalation());

create policy staff_escalation on clock to nightlight_staff
  using (subject in ('escalation.ack', 'escalation.act', 'escalation.task') and subject_id = locked_escalation());
create policy staff_log_escalation on event for insert to nightlight_staff with check (
  actor_kind = 'staff' and actor_id = actor_id() and subject = 'escalation' and subject_id = locked_escalation());

-- ---------------------------------------------------------------------------------------------------------------
-- The engine: climbs, alarms and tells; states and times, never words

grant select, update on escalation, escalation_task to nightlight_engine;
create policy engine on escalation to nightlight_engine using (true);
create policy engine on escalation_task to nightlight_engine using (true);
