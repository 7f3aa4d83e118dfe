-- What was written down beside a contact that was recorded by hand can be corrected; what stood there before is kept.
create table by_hand_change (
  contact_id   uuid not null references contact,
  version      integer not null check (version > 0),
  -- What stood there until then, under the contact's own key.
  received_at  timestamptz not null,
  sealed       bytea not null,
  by_id        uuid not null references person,
  at           timestamptz not null default clock_timestamp(),
  primary key (contact_id, version)
);
alter table by_hand_change enable row level security;
alter table by_hand_change force row level security;
revoke all on by_hand_change from public;
create policy owner_all on by_hand_change to current_user using (true) with check (true);
grant select, insert on by_hand_change to nightlight_staff;
create policy staff_read on by_hand_change for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
create policy staff_correct on by_hand_change for insert to nightlight_staff
  with check (contact_id = locked_contact() and owns_contact(contact_id) and by_id = actor_id());

grant update (sealed) on by_hand to nightlight_staff;
create policy staff_correct on by_hand for update to nightlight_staff
  using (contact_id = locked_contact() and owns_contact(contact_id));
