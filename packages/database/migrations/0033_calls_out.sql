-- A counsellor calls: the wish is a row of theirs, what the engine does about it is the engine's.
alter table call add dialled_at timestamptz;
grant insert (engine, call_id, contact_id, direction, rang_at) on call to nightlight_staff;
create policy staff_want on call for insert to nightlight_staff
  with check (direction = 'out' and contact_id = locked_contact() and owns_contact(contact_id));
grant select (engine) on voice_engine to nightlight_staff;

-- The number is opened by whoever dials it, while a call to it is wanted, and by nobody else of the engine's.
create function is_to_be_dialled(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from call k where k.contact_id = $1 and k.direction = 'out' and k.ended_at is null) $$;
grant select on callback_number, contact_key to nightlight_engine;
create policy engine_dial on callback_number for select to nightlight_engine using (is_to_be_dialled(contact_id));
create policy engine_dial on contact_key for select to nightlight_engine using (is_to_be_dialled(contact_id));
