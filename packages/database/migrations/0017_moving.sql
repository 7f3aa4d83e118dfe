-- A supervisor moves contacts, releases what is stuck and forces states. Whose turn it is and who has what stays in the
-- contact's state; here is what makes a repeated move harmless, and what a supervisor's transaction may touch.

-- I1: a contact has a live offer or an owner; only a running conversation may have both, as a transfer to somebody else.
-- That there is one live offer at most says the index `one_live_offer`.
alter table contact add constraint transfer_beside_owner check (
  state -> 'transfer' is null
  or (status = 'active' and state #>> '{transfer,to}' is not null and state #>> '{transfer,to}' <> state ->> 'owner'));

create table contact_move (
  id          uuid primary key,
  contact_id  uuid not null references contact,
  by_id       uuid not null references person,
  -- Null: back to the queue.
  to_id       uuid references person,
  does        text not null check (does in ('offer', 'transfer', 'queue', 'hand_over')),
  -- Codes: no text of anybody is kept.
  reason      text not null check (reason ~ '^[a-z_]{1,40}$'),
  overrides   text[] not null default '{}',
  made_at     timestamptz not null default clock_timestamp(),
  undone_at   timestamptz
);
create index contact_move_of_contact on contact_move (contact_id);
alter table contact_move enable row level security;
alter table contact_move force row level security;
revoke all on contact_move from public;
create policy owner_all on contact_move to current_user using (true) with check (true);
grant select, insert on contact_move to nightlight_staff;
grant update (undone_at) on contact_move to nightlight_staff;
create policy staff_own on contact_move for select to nightlight_staff using (by_id = actor_id());
create policy staff_move on contact_move for insert to nightlight_staff
  with check (contact_id = locked_contact() and by_id = actor_id() and undone_at is null and actor_has_role('supervisor'));
create policy staff_undo on contact_move for update to nightlight_staff
  using (by_id = actor_id() and contact_id = locked_contact());

-- Whoever a conversation is held out to may lock it, to answer; seeing it comes with the offer (was_offered).
create policy staff_transfer on contact for update to nightlight_staff
  using ((state #>> '{transfer,to}')::uuid = actor_id()) with check (id = locked_contact());

-- What happened to a contact since a supervisor looked: kinds and versions of its events, of the contact at hand.
grant select (subject, subject_id, version, type) on event to nightlight_staff;
create policy supervisor_read on event for select to nightlight_staff
  using (subject = 'contact' and subject_id = locked_contact() and actor_has_role('supervisor'));

-- The four facts of others, for supervisors; a forced state, and the event that says so. These policies come after those
-- of everyday, which pass by plain comparisons.
create policy supervisor_force on presence to nightlight_staff using (actor_has_role('supervisor'));
create policy supervisor_read on lease for select to nightlight_staff using (actor_has_role('supervisor'));
create policy supervisor_read on slot for select to nightlight_staff using (actor_has_role('supervisor'));
create policy supervisor_read on offer for select to nightlight_staff
  using (status in ('pending', 'shown') and actor_has_role('supervisor') and not is_barred_from(contact_id));
create policy supervisor_log on event for insert to nightlight_staff with check (
  subject = 'counsellor' and type = 'intent_forced' and actor_kind = 'staff' and actor_id = actor_id()
  and actor_has_role('supervisor'));
