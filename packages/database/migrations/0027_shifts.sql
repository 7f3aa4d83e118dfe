-- Shifts: what comes when a contact ends, the handover at the end of a shift, and a roster that people keep in the browser.

-- What somebody does as soon as they have nothing in hand, and until when a break is meant to last.
alter table presence
  add column next_intent text check (next_intent in ('break', 'training', 'off')),
  add column next_minutes integer check (next_minutes between 1 and 480),
  add column intent_until timestamptz;
create index presence_next on presence (counsellor_id) where next_intent is not null;

-- A duty is one person on one shift; the clock of its handover belongs to it.
alter table roster add column duty_id uuid not null default gen_random_uuid();
create unique index roster_duty on roster (duty_id);
create policy staff_duty on clock to nightlight_staff using (
  subject = 'duty' and exists (select from roster r where r.duty_id = subject_id and r.counsellor_id = actor_id()));

-- ---------------------------------------------------------------------------------------------------------------
-- Handover: whoever goes off shift asks a named colleague, who has it when they say yes. What nobody took is the
-- supervisors' (`raised`). Whose contact it is stays in the contact's own state.

create table handover (
  id           uuid primary key,
  contact_id   uuid not null references contact,
  from_id      uuid not null references person,
  -- Null: the supervisors.
  to_id        uuid references person,
  state        text not null check (state in ('asked', 'accepted', 'declined', 'withdrawn', 'raised')),
  asked_at     timestamptz not null default clock_timestamp(),
  answered_at  timestamptz,
  check (to_id is not null or state in ('raised', 'withdrawn')),
  check (state <> 'raised' or to_id is null),
  check (from_id <> to_id),
  check ((answered_at is null) = (state in ('asked', 'raised')))
);
create unique index one_open_handover on handover (contact_id) where answered_at is null;
create index handover_of on handover (contact_id);
create index handover_to on handover (to_id) where answered_at is null;
create index handover_from on handover (from_id) where answered_at is null;
alter table handover enable row level security;
alter table handover force row level security;
revoke all on handover from public;
create policy owner_all on handover to current_user using (true) with check (true);

grant select, insert, update on handover to nightlight_staff;
create policy staff_read on handover for select to nightlight_staff using (
  contact_id = locked_contact()
  or ((actor_id() in (from_id, to_id) or (state = 'raised' and actor_has_role('supervisor')))
      and not is_barred_from(contact_id)));
create policy staff_ask on handover for insert to nightlight_staff
  with check (from_id = actor_id() and contact_id = locked_contact() and owns_contact(contact_id) and state = 'asked');
create policy staff_answer on handover for update to nightlight_staff
  using (contact_id = locked_contact() and (to_id = actor_id() or from_id = actor_id() or owns_contact(contact_id)))
  with check (contact_id = locked_contact());
grant select, insert, update on handover to nightlight_engine;
create policy engine on handover to nightlight_engine using (true);

-- Whoever is asked sees the contact's state, and may lock it to answer. They read no word before it is theirs.
create function is_handed_to_me(contact_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from handover h where h.contact_id = $1 and h.to_id = actor_id() and h.state = 'asked') $$;
revoke all on function is_handed_to_me from public;
grant execute on function is_handed_to_me to nightlight_staff;
create policy staff_take_over on contact for select to nightlight_staff
  using (is_handed_to_me(id) and not is_barred_from(id));
create policy staff_take_over_change on contact for update to nightlight_staff
  using (is_handed_to_me(id) and not is_barred_from(id)) with check (id = locked_contact());

-- Escalations of a contact that still wait for somebody: counted for whoever goes off shift, and for the engine.
create function waiting_escalations(contact_id uuid) returns integer language sql stable security definer
  set search_path = public, pg_temp
  as $$ select count(*)::integer from escalation e
        where e.contact_id = $1 and e.status not in ('draft', 'closed', 'withdrawn') $$;
revoke all on function waiting_escalations from public;
grant execute on function waiting_escalations to nightlight_staff, nightlight_engine;

-- ---------------------------------------------------------------------------------------------------------------
-- The roster, kept by supervisors and administrators. A shift's version says that nobody else changed it meanwhile.

alter table shift add column version integer not null default 1;
create table on_call (
  shift_id   uuid not null references shift on delete cascade,
  person_id  uuid not null references person on delete cascade,
  primary key (shift_id, person_id)
);
-- Who was to come and cannot. Why is between them and the helpline: it is not kept.
create table absence (
  shift_id   uuid not null references shift on delete cascade,
  person_id  uuid not null references person on delete cascade,
  primary key (shift_id, person_id)
);
-- Stretches ahead in which too few are on the roster, as the watch last found them.
create table roster_gap (
  starts_at  timestamptz primary key,
  ends_at    timestamptz not null check (ends_at > starts_at),
  people     integer not null check (people >= 0),
  found_at   timestamptz not null default clock_timestamp()
);
alter table on_call enable row level security;
alter table on_call force row level security;
alter table absence enable row level security;
alter table absence force row level security;
alter table roster_gap enable row level security;
alter table roster_gap force row level security;
revoke all on on_call, absence, roster_gap from public;
create policy owner_all on on_call to current_user using (true) with check (true);
create policy owner_all on absence to current_user using (true) with check (true);
create policy owner_all on roster_gap to current_user using (true) with check (true);

create function keeps_roster() returns boolean language sql stable
  as $$ select actor_has_role('supervisor', 'administrator') $$;

grant select, insert, delete on on_call, absence to nightlight_staff;
create policy keep on on_call to nightlight_staff using (keeps_roster()) with check (keeps_roster());
create policy read_own on on_call for select to nightlight_staff using (person_id = actor_id());
create policy keep on absence to nightlight_staff using (keeps_roster()) with check (keeps_roster());
create policy read_own on absence for select to nightlight_staff using (person_id = actor_id());
grant select on roster_gap to nightlight_staff;
create policy read on roster_gap for select to nightlight_staff using (keeps_roster());
grant select on on_call, absence to nightlight_engine;
create policy engine on on_call to nightlight_engine using (true);
create policy engine on absence to nightlight_engine using (true);
grant select, insert, update, delete on roster_gap to nightlight_engine;
create policy engine on roster_gap to nightlight_engine using (true);

create policy keep_new on roster for insert to nightlight_staff with check (keeps_roster());
create policy keep_off on roster for delete to nightlight_staff using (keeps_roster());

-- Everybody reads when shifts are; only who keeps the roster makes and changes them.
drop policy staff on shift;
create policy staff_read on shift for select to nightlight_staff using (true);
create policy keep_new on shift for insert to nightlight_staff with check (keeps_roster());
create policy keep on shift for update to nightlight_staff using (keeps_roster()) with check (keeps_roster());
grant insert, update (version) on shift to nightlight_staff;

-- Whoever is put on the roster is told by an event of their own.
create policy keep_version on presence for update to nightlight_staff using (actor_has_role('administrator'));
create policy keep_read on presence for select to nightlight_staff using (actor_has_role('administrator'));
create policy keep_log on event for insert to nightlight_staff with check (
  subject = 'counsellor' and type = 'roster_changed' and actor_kind = 'staff' and actor_id = actor_id() and keeps_roster());
drop policy staff on shift_template;
create policy staff_read on shift_template for select to nightlight_staff using (true);
create policy keep_new on shift_template for insert to nightlight_staff with check (keeps_roster());
grant insert on shift_template to nightlight_staff;
