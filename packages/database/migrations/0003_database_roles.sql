-- One database role for each kind of actor. The server signs in as nightlight_app, which may do nothing by itself; each
-- of its connections takes one of these roles when it opens and keeps it. What a kind of actor may never touch is refused
-- by its grants, whatever a policy says; and a statement pays only for the policies of its own kind.
--   nightlight_engine   matcher, clocks, relay, sweeps: states and times, never words
--   nightlight_staff    whoever is signed in with an account
--   nightlight_child    a child's page: its own contact
--   nightlight_gateway  a channel's gateway: what it brought
--   nightlight_sign_in  looks up credentials, sessions and channel keys, and nothing else
-- The roles belong to the whole cluster; migrating creates them before this file runs.

update event set actor_kind = 'staff' where actor_kind = 'counsellor';
update access_log set actor_kind = 'staff' where actor_kind = 'counsellor';

do $$
declare p record;
begin
  for p in select tablename, policyname from pg_policies
    where schemaname = current_schema() and 'nightlight_app' = any (roles) loop
    execute format('drop policy %I on %I', p.policyname, p.tablename);
  end loop;
end $$;
revoke all on all tables in schema public from nightlight_app;
revoke all on all sequences in schema public from nightlight_app;
revoke all on function contact_of_key from nightlight_app;
revoke usage on schema public from nightlight_app;
drop function actor_kind();

-- A statement starts up every policy of every table it names, row or no row. So policies compare with plain functions and
-- look into other tables through functions, which cost nothing until a row asks.
create function was_offered(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from offer o where o.contact_id = $1 and o.counsellor_id = actor_id()) $$;
create function talks_with(person_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = actor_id() and c.owner_id = $1) $$;

grant usage on schema public to nightlight_engine, nightlight_staff, nightlight_child, nightlight_gateway, nightlight_sign_in;
grant usage on all sequences in schema public to nightlight_engine, nightlight_staff, nightlight_child, nightlight_gateway;
grant execute on function contact_of_key to nightlight_child, nightlight_gateway;

-- ---------------------------------------------------------------------------------------------------------------
-- Signing in

grant select on person, credential, channel to nightlight_sign_in;
grant select, insert, update on session to nightlight_sign_in;
grant select, update on child_session to nightlight_sign_in;
create policy sign_in on person to nightlight_sign_in using (true);
create policy sign_in on credential to nightlight_sign_in using (true);
create policy sign_in on channel to nightlight_sign_in using (true);
create policy sign_in on session to nightlight_sign_in using (true);
create policy sign_in on child_session to nightlight_sign_in using (true);

-- ---------------------------------------------------------------------------------------------------------------
-- The engine: everything about states, places and clocks; no words, no identities, no credentials

grant select on person, channel, shift_template, shift, roster to nightlight_engine;
grant select, insert, update on presence, lease, contact, offer, clock to nightlight_engine;
grant select, update on slot to nightlight_engine;
grant select, insert on event to nightlight_engine;
grant update (delivered_at) on event to nightlight_engine;
grant insert on access_log to nightlight_engine;
create policy engine on person to nightlight_engine using (true);
create policy engine on channel to nightlight_engine using (true);
create policy engine on shift_template to nightlight_engine using (true);
create policy engine on shift to nightlight_engine using (true);
create policy engine on roster to nightlight_engine using (true);
create policy engine on presence to nightlight_engine using (true);
create policy engine on lease to nightlight_engine using (true);
create policy engine on contact to nightlight_engine using (true);
create policy engine on slot to nightlight_engine using (true);
create policy engine on offer to nightlight_engine using (true);
create policy engine on clock to nightlight_engine using (true);
create policy engine_read on event for select to nightlight_engine using (true);
create policy engine_mark on event for update to nightlight_engine using (true);
create policy engine_log on event for insert to nightlight_engine
  with check (actor_kind = 'system' and actor_id is null);
create policy engine_log on access_log for insert to nightlight_engine
  with check (actor_kind = 'system' and actor_id is null);

-- ---------------------------------------------------------------------------------------------------------------
-- Staff: colleagues' names, the shift, one's own presence; contacts that one owns or was offered

grant select on person, shift_template, shift, session to nightlight_staff;
grant select, update on roster, slot to nightlight_staff;
grant select, insert, update on presence, lease, contact, offer, clock, message to nightlight_staff;
grant select on contact_key, contact_identity to nightlight_staff;
grant select, insert, delete on record_field to nightlight_staff;
grant insert on event, access_log to nightlight_staff;
create policy staff on person to nightlight_staff using (true);
create policy staff on shift_template to nightlight_staff using (true);
create policy staff on shift to nightlight_staff using (true);
create policy staff on roster for select to nightlight_staff using (true);
create policy staff_check_in on roster for update to nightlight_staff using (counsellor_id = actor_id());
create policy staff_own on session to nightlight_staff using (person_id = actor_id());
create policy staff_own on presence to nightlight_staff using (counsellor_id = actor_id());
create policy staff_own on lease to nightlight_staff using (counsellor_id = actor_id());

create policy staff_read on contact for select to nightlight_staff
  using (owner_id = actor_id() or id = locked_contact() or was_offered(id));
-- Locking a row (select … for update) asks this policy too. Writing it needs the lock to have been taken in this very
-- transaction.
create policy staff_change on contact for update to nightlight_staff
  using (owner_id = actor_id() or offered_to = actor_id() or id = locked_contact()) with check (id = locked_contact());
-- A place appears to its counsellor, and to whoever locked the contact that sits there or has just left it.
create policy staff on slot to nightlight_staff
  using (counsellor_id = actor_id() or contact_id = locked_contact() or (contact_id is null and locked_contact() is not null))
  with check (contact_id is null or contact_id = locked_contact());
create policy staff on offer to nightlight_staff using (counsellor_id = actor_id() or contact_id = locked_contact());
create policy staff on clock to nightlight_staff using (subject = 'contact' and subject_id = locked_contact());
-- Nobody writes the log in somebody else's name.
create policy staff_log on event for insert to nightlight_staff with check (
  actor_kind = 'staff' and actor_id = actor_id()
  and ((subject = 'contact' and subject_id = locked_contact()) or (subject = 'counsellor' and subject_id = actor_id())));
create policy staff_log on access_log for insert to nightlight_staff
  with check (actor_kind = 'staff' and actor_id = actor_id());
-- Words: only the two sides of the conversation.
create policy staff_side on contact_key to nightlight_staff using (owns_contact(contact_id));
create policy staff_side on contact_identity to nightlight_staff using (owns_contact(contact_id));
create policy staff_read on message for select to nightlight_staff using (owns_contact(contact_id));
create policy staff_post on message for insert to nightlight_staff
  with check (author = 'counsellor' and author_id = actor_id() and owns_contact(contact_id));
create policy staff_receipt on message for update to nightlight_staff using (owns_contact(contact_id));
create policy staff_own on record_field to nightlight_staff
  using (owns_contact(contact_id)) with check (owns_contact(contact_id) and saved_by = actor_id());

-- ---------------------------------------------------------------------------------------------------------------
-- A child's page: its own contact, and whether its counsellor is there

grant select on person, channel, lease to nightlight_child;
grant select, insert, update on contact, message, child_session, offer, clock to nightlight_child;
grant select, update on slot to nightlight_child;
grant select, insert on contact_key to nightlight_child;
grant insert on event, access_log to nightlight_child;
create policy child on person to nightlight_child using (talks_with(id));
create policy child on lease to nightlight_child using (talks_with(counsellor_id));
create policy child on channel to nightlight_child using (kind = 'webchat');
create policy child_own on child_session to nightlight_child using (contact_id = actor_id());
create policy child_read on contact for select to nightlight_child using (id = actor_id() or id = locked_contact());
create policy child_arrive on contact for insert to nightlight_child with check (id = actor_id());
create policy child_change on contact for update to nightlight_child
  using (id = actor_id() or id = locked_contact()) with check (id = locked_contact());
create policy child on slot to nightlight_child
  using (contact_id = locked_contact() or (contact_id is null and locked_contact() is not null))
  with check (contact_id is null or contact_id = locked_contact());
create policy child on offer to nightlight_child using (contact_id = locked_contact());
create policy child on clock to nightlight_child using (subject = 'contact' and subject_id = locked_contact());
create policy child_log on event for insert to nightlight_child with check (
  actor_kind = 'child' and actor_id = actor_id() and subject = 'contact' and subject_id = locked_contact());
create policy child_log on access_log for insert to nightlight_child
  with check (actor_kind = 'child' and actor_id = actor_id());
create policy child_side on contact_key to nightlight_child using (contact_id = actor_id());
create policy child_read on message for select to nightlight_child using (contact_id = actor_id());
create policy child_post on message for insert to nightlight_child
  with check (author = 'child' and contact_id = actor_id());
create policy child_receipt on message for update to nightlight_child using (contact_id = actor_id());

-- ---------------------------------------------------------------------------------------------------------------
-- A channel's gateway: the contacts that it brought

grant select on channel to nightlight_gateway;
grant select, insert, update on contact, message, offer, clock to nightlight_gateway;
grant select, update on slot to nightlight_gateway;
grant select, insert on contact_key to nightlight_gateway;
grant insert on contact_identity to nightlight_gateway;
grant insert on event, access_log to nightlight_gateway;
create policy gateway_own on channel to nightlight_gateway using (id = actor_id());
create policy gateway_read on contact for select to nightlight_gateway
  using (channel_id = actor_id() or id = locked_contact());
create policy gateway_arrive on contact for insert to nightlight_gateway with check (channel_id = actor_id());
create policy gateway_change on contact for update to nightlight_gateway
  using (channel_id = actor_id() or id = locked_contact()) with check (id = locked_contact());
create policy gateway on slot to nightlight_gateway
  using (contact_id = locked_contact() or (contact_id is null and locked_contact() is not null))
  with check (contact_id is null or contact_id = locked_contact());
create policy gateway on offer to nightlight_gateway using (contact_id = locked_contact());
create policy gateway on clock to nightlight_gateway using (subject = 'contact' and subject_id = locked_contact());
create policy gateway_log on event for insert to nightlight_gateway with check (
  actor_kind = 'gateway' and actor_id = actor_id() and subject = 'contact' and subject_id = locked_contact());
create policy gateway_log on access_log for insert to nightlight_gateway
  with check (actor_kind = 'gateway' and actor_id = actor_id());
create policy gateway_side on contact_key to nightlight_gateway using (brought_contact(contact_id));
create policy gateway_arrive on contact_identity for insert to nightlight_gateway
  with check (brought_contact(contact_id));
create policy gateway_read on message for select to nightlight_gateway using (brought_contact(contact_id));
create policy gateway_post on message for insert to nightlight_gateway
  with check (author = 'child' and brought_contact(contact_id));
create policy gateway_receipt on message for update to nightlight_gateway using (brought_contact(contact_id));
