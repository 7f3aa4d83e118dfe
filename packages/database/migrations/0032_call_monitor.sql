-- A supervisor who wants to be in a call: to hear it, to be heard by its counsellor alone, or to take part. One call at a
-- time; the row goes when they leave or the call ends. Who was in which is in the audit log and the log of events.
create table call_monitor (
  supervisor_id  uuid primary key references person on delete cascade,
  contact_id     uuid not null references contact,
  mode           text not null check (mode in ('listen', 'whisper', 'join')),
  since          timestamptz not null
);
create index call_monitor_of_contact on call_monitor (contact_id);
alter table call_monitor enable row level security;
alter table call_monitor force row level security;
revoke all on call_monitor from public;
create policy owner_all on call_monitor to current_user using (true) with check (true);
grant select, delete on call_monitor to nightlight_engine;
create policy engine on call_monitor to nightlight_engine using (true);
grant select, insert, update, delete on call_monitor to nightlight_staff;
create policy staff_own on call_monitor to nightlight_staff
  using (supervisor_id = actor_id()) with check (supervisor_id = actor_id() and has_opened(contact_id));
-- Whose conversation it is sees who is in it.
create policy staff_read on call_monitor for select to nightlight_staff using (owns_contact(contact_id));
-- Whoever is let into a call by an opening sees whether there is one.
create policy staff_opened on call for select to nightlight_staff using (has_opened(contact_id));
-- Whoever is in a call says so in the events of its counsellor.
create policy listener_log on event for insert to nightlight_staff with check (
  subject = 'counsellor' and type = 'call_monitored' and actor_kind = 'staff' and actor_id = actor_id()
  and actor_has_role('supervisor', 'clinical_lead'));
create policy listener_version on presence for update to nightlight_staff using (actor_has_role('clinical_lead'));
create policy listener_read on presence for select to nightlight_staff using (actor_has_role('clinical_lead'));
