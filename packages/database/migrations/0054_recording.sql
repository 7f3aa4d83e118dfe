-- Conversations by telephone that are recorded (docs/decisions/0083): nowhere unless somebody wants it for a queue, and
-- nobody who was not told or does not want it. Sealed under the contact's own key, in parts.
create table recorded_queue (
  queue_id  text primary key,
  since     timestamptz not null,
  set_by    uuid not null references person
);
alter table recorded_queue enable row level security;
alter table recorded_queue force row level security;
revoke all on recorded_queue from public;
create policy owner_all on recorded_queue to current_user using (true) with check (true);
grant select on recorded_queue to nightlight_engine, nightlight_staff;
grant insert, delete on recorded_queue to nightlight_staff;
create policy engine_read on recorded_queue for select to nightlight_engine using (true);
create policy staff_read on recorded_queue for select to nightlight_staff using (true);
create policy administrator_set on recorded_queue for insert to nightlight_staff
  with check (actor_has_role('administrator') and set_by = actor_id());
create policy administrator_end on recorded_queue for delete to nightlight_staff using (actor_has_role('administrator'));

-- What the caller knows and wants, and whether its counsellor lets it pause.
alter table call
  add told_at timestamptz,
  add told_by text check (told_by in ('notice', 'counsellor')),
  add refused_at timestamptz,
  add refused_by text check (refused_by in ('caller', 'counsellor')),
  add paused_at timestamptz,
  add unrecorded_at timestamptz,
  add check ((told_at is null) = (told_by is null)),
  add check ((refused_at is null) = (refused_by is null));
comment on column call.unrecorded_at is 'It should have been recorded and could not be: mostly a disk that is full';
grant update (told_at, told_by, refused_at, refused_by, paused_at) on call to nightlight_staff;
create policy staff_steer on call for update to nightlight_staff
  using (owns_contact(contact_id)) with check (owns_contact(contact_id));

create table call_recording (
  id          uuid primary key,
  engine      text not null,
  call_id     text not null,
  contact_id  uuid not null references contact,
  began_at    timestamptz not null,
  -- What was said, once the engine has closed its file.
  sealed      bytea,
  seconds     integer check (seconds >= 0),
  kept_at     timestamptz,
  -- The engine holds nothing of it any more.
  released_at timestamptz,
  foreign key (engine, call_id) references call,
  check ((sealed is null) = (kept_at is null) and (sealed is null) = (seconds is null))
);
create index call_recording_of_call on call_recording (engine, call_id);
create index call_recording_of_contact on call_recording (contact_id);
create index call_recording_owed on call_recording (engine) where released_at is null;
create index call_recording_oldest on call_recording (kept_at);
alter table call_recording enable row level security;
alter table call_recording force row level security;
revoke all on call_recording from public;
create policy owner_all on call_recording to current_user using (true) with check (true);

-- The engine's process begins a part, keeps it once, and opens none.
create function may_be_recorded(engine text, call_id text, contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from call k where k.engine = $1 and k.call_id = $2 and k.contact_id = $3
    and k.told_at is not null and k.refused_at is null) $$;
create function is_refused(engine text, call_id text) returns boolean language sql stable
  as $$ select exists (select from call k where k.engine = $1 and k.call_id = $2 and k.refused_at is not null) $$;
create function is_recorded(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c join recorded_queue q on q.queue_id = c.queue_id where c.id = $1) $$;
create function owes_recording(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from call_recording r where r.contact_id = $1 and r.kept_at is null) $$;
grant select (id, engine, call_id, contact_id, began_at, kept_at, released_at), insert (id, engine, call_id, contact_id, began_at),
  update (sealed, seconds, kept_at, released_at), delete on call_recording to nightlight_engine;
create policy engine_begin on call_recording for insert to nightlight_engine
  with check (is_recorded(contact_id) and may_be_recorded(engine, call_id, contact_id));
create policy engine_read on call_recording for select to nightlight_engine using (true);
create policy engine_keep on call_recording for update to nightlight_engine
  using (released_at is null) with check (may_be_recorded(engine, call_id, contact_id));
create policy engine_erase on call_recording for delete to nightlight_engine using (true);
create policy engine_record on contact_key for select to nightlight_engine using (owes_recording(contact_id));

-- Whoever may read the contact; nobody at all from the moment on in which its caller does not want it.
grant select on call_recording to nightlight_staff;
create policy staff_read on call_recording for select to nightlight_staff
  using ((owns_contact(contact_id) or has_opened(contact_id)) and not is_refused(engine, call_id));
