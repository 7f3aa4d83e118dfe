-- That somebody at the helpline asked the police where a person is, and what came of it. Nothing is sent by it: the asking
-- is done by telephone, and this is its log. Words lie sealed under the contact's own key.
create table location_request (
  id             uuid primary key,
  contact_id     uuid not null references contact,
  client_key     text not null,
  authority_id   uuid not null references authority,
  -- Why they were asked.
  sealed         bytea not null,
  by_id          uuid not null references person,
  at             timestamptz not null default clock_timestamp(),
  outcome        text check (outcome in ('found', 'not_found', 'refused')),
  -- What they said.
  answer_sealed  bytea,
  answered_by    uuid references person,
  answered_at    timestamptz,
  unique (contact_id, client_key),
  check ((outcome is null) = (answer_sealed is null) and (outcome is null) = (answered_by is null)
    and (outcome is null) = (answered_at is null))
);
alter table location_request enable row level security;
alter table location_request force row level security;
revoke all on location_request from public;
create policy owner_all on location_request to current_user using (true) with check (true);

grant select, insert on location_request to nightlight_staff;
grant update (outcome, answer_sealed, answered_by, answered_at) on location_request to nightlight_staff;
create policy staff_read on location_request for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
create policy staff_ask on location_request for insert to nightlight_staff
  with check (contact_id = locked_contact() and owns_contact(contact_id) and by_id = actor_id() and outcome is null);
-- What came of it is written once.
create policy staff_answer on location_request for update to nightlight_staff
  using (contact_id = locked_contact() and owns_contact(contact_id) and outcome is null)
  with check (answered_by = actor_id());
