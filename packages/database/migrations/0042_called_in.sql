-- The last rung of the overflow ladder: whoever is on call for the running shift is told once that they are needed, by the
-- system, and says whether they come; or a supervisor says so for them, who reached them by telephone. It holds nothing
-- about whoever waits.
create table call_in (
  shift_id     uuid not null,
  person_id    uuid not null,
  asked_at     timestamptz not null,
  says         text check (says in ('coming', 'cannot')),
  answered_at  timestamptz,
  primary key (shift_id, person_id),
  foreign key (shift_id, person_id) references on_call on delete cascade,
  check ((says is null) = (answered_at is null))
);
alter table call_in enable row level security;
alter table call_in force row level security;
revoke all on call_in from public;
create policy owner_all on call_in to current_user using (true) with check (true);

grant select, insert on call_in to nightlight_engine;
create policy engine on call_in to nightlight_engine using (true);
grant select, update (says, answered_at) on call_in to nightlight_staff;
create policy keep_read on call_in for select to nightlight_staff using (keeps_roster());
create policy own_read on call_in for select to nightlight_staff using (person_id = actor_id());
create policy answer on call_in for update to nightlight_staff using (keeps_roster() or person_id = actor_id());
-- Whoever reached them by telephone is the actor of an event about them.
create policy call_in_log on event for insert to nightlight_staff with check (
  subject = 'counsellor' and type = 'call_in_answered' and actor_kind = 'staff' and actor_id = actor_id() and keeps_roster());
