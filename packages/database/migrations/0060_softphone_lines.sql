-- A telephone is registered with each engine that the house has (docs/decisions/0089): what one of them knows of it is a row.
create table softphone_line (
  session_id      uuid not null references session on delete cascade,
  engine          text not null,
  provisioned_at  timestamptz,
  online_at       timestamptz,
  primary key (session_id, engine)
);
create index softphone_line_of_engine on softphone_line (engine);
alter table softphone_line enable row level security;
alter table softphone_line force row level security;
revoke all on softphone_line from public;
create policy owner_all on softphone_line to current_user using (true) with check (true);
grant select, insert, update on softphone_line to nightlight_engine;
create policy engine on softphone_line to nightlight_engine using (true) with check (true);
grant select on softphone_line to nightlight_staff;
create policy staff_own on softphone_line for select to nightlight_staff
  using (exists (select from softphone f where f.session_id = softphone_line.session_id and f.counsellor_id = actor_id()));

-- A page's line goes to the engine that knows its account.
grant select (engine) on web_call to nightlight_sign_in;

-- Engines tell anew who is registered.
alter table softphone drop column provisioned_at, drop column online_at;
update slot set rings = false where rings;
