-- The form of the record as data. A version never changes once it is here; which one a record is in, its rows say.

create table record_definition (
  version     integer primary key check (version > 0),
  definition  jsonb not null check ((definition ->> 'version')::integer = version),
  -- Nobody: it came with the program.
  made_by     uuid references person,
  made_at     timestamptz not null default clock_timestamp()
);
alter table record_definition enable row level security;
alter table record_definition force row level security;
create policy owner_all on record_definition to current_user using (true) with check (true);
grant select on record_definition to nightlight_staff, nightlight_engine;
create policy staff on record_definition for select to nightlight_staff using (true);
create policy engine on record_definition for select to nightlight_engine using (true);

-- Records of before were written in version 1. The column stands in every row, so that it needs no walls of its own.
alter table record_field add column definition integer not null default 1 check (definition > 0);
alter table record_field alter column definition drop default;
