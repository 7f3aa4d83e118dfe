-- The directory of authorities is kept by administrators: what was changed, by whom, and how it was before. Units are
-- never deleted, because escalations name them.

alter table authority add column version integer not null default 1;
-- One that was added by mistake ends as it begins, and never was.
alter table authority drop constraint authority_check;
alter table authority add constraint authority_ends_after_it_begins check (valid_to >= valid_from);

-- How a unit was before and after each act, its duty list with it. Names and numbers of offices, nothing of a child.
create table authority_change (
  id            uuid primary key,
  authority_id  uuid not null references authority on delete cascade,
  -- The version that the act made.
  version       integer not null check (version > 0),
  act           text not null check (act in ('added', 'changed', 'verified', 'ended', 'undone')),
  made_by       uuid not null references person,
  at            timestamptz not null,
  before        jsonb,
  after         jsonb not null,
  check ((act = 'added') = (before is null)),
  unique (authority_id, version)
);

alter table authority_change enable row level security;
alter table authority_change force row level security;
revoke all on authority_change from public;
create policy owner_all on authority_change to current_user using (true) with check (true);
create policy administer_read on authority_change for select to nightlight_staff
  using ((select has_role('administrator')));
create policy administer_new on authority_change for insert to nightlight_staff
  with check ((select has_role('administrator')) and made_by = actor_id());
grant select, insert on authority_change to nightlight_staff;

create policy administer_new on authority for insert to nightlight_staff
  with check ((select has_role('administrator')) and not is_demo);
create policy administer on authority for update to nightlight_staff
  using ((select has_role('administrator'))) with check ((select has_role('administrator')));
grant insert on authority to nightlight_staff;
grant update (parent_id, name, phone, email, valid_to, successor_ids, verified_at, version) on authority to nightlight_staff;

create policy administer_new on authority_duty for insert to nightlight_staff
  with check ((select has_role('administrator')));
create policy administer_off on authority_duty for delete to nightlight_staff
  using ((select has_role('administrator')));
grant insert, delete on authority_duty to nightlight_staff;
