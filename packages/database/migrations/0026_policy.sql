-- The numbers that routing runs on, as versions: each holds the whole policy, from when, by whom and why. The first comes
-- with the program; nothing is ever changed or taken away, so that what was in force stays readable.
create table policy_version (
  version  integer primary key check (version > 0),
  value    jsonb not null check (jsonb_typeof(value) = 'object'),
  from_at  timestamptz not null default clock_timestamp(),
  -- Nobody: it came with the program.
  made_by  uuid references person,
  -- Why, in words, sealed as a secret of the installation: somebody may write about a person here.
  sealed   bytea,
  check ((made_by is null) = (sealed is null))
);
alter table policy_version enable row level security;
alter table policy_version force row level security;
revoke all on policy_version from public;
create policy owner_all on policy_version to current_user using (true) with check (true);

-- Whoever works here reads it, and so does whatever decides.
grant select on policy_version to nightlight_staff, nightlight_engine;
create policy staff_read on policy_version for select to nightlight_staff using (
  actor_has_role('counsellor', 'supervisor', 'clinical_lead', 'administrator', 'leader', 'auditor'));
create policy engine_read on policy_version for select to nightlight_engine using (true);
-- Which number may be changed by whom says the policy's own table, in the program.
grant insert on policy_version to nightlight_staff;
create policy staff_make on policy_version for insert to nightlight_staff with check (
  made_by = actor_id() and actor_has_role('administrator', 'clinical_lead')
  and version > 1);
