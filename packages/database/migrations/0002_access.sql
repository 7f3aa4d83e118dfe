-- The second wall. The application checks first; with its checks off, a foreign row still does not appear.

create function owns_contact(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = contact_id and c.owner_id = actor_id()) $$;

create function brought_contact(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = contact_id and c.channel_id = actor_id()) $$;

-- Whoever holds the key of an arrival finds what it brought: a repeated beginning is answered with the first contact.
create function contact_of_key(brought_by uuid, with_key bytea) returns uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select id from contact where channel_id = brought_by and arrival_key = with_key $$;
revoke all on function contact_of_key from public;
grant execute on function contact_of_key to nightlight_app;

do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = current_schema() and tablename <> 'migration' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    -- Owner scripts (migrations, retention) work as the owner; forced security would hide every row from them.
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- Names of staff: colleagues and the engine see them; a child sees only the person of its own contact.
create policy person_read on person for select to nightlight_app using (
  (select actor_kind()) in ('system', 'sign-in', 'counsellor')
  or ((select actor_kind()) = 'child'
      and exists (select from contact c where c.id = (select actor_id()) and c.owner_id = person.id)));

create policy credential_sign_in on credential for select to nightlight_app
  using ((select actor_kind()) = 'sign-in');
create policy session_sign_in on session to nightlight_app
  using ((select actor_kind()) = 'sign-in') with check ((select actor_kind()) = 'sign-in');
create policy session_of_lease on session for select to nightlight_app
  using ((select actor_kind()) = 'counsellor' and person_id = (select actor_id()));
create policy child_session_sign_in on child_session to nightlight_app
  using ((select actor_kind()) = 'sign-in') with check ((select actor_kind()) = 'sign-in');
create policy child_session_own on child_session to nightlight_app
  using ((select actor_kind()) = 'child' and contact_id = (select actor_id()))
  with check ((select actor_kind()) = 'child' and contact_id = (select actor_id()));
create policy channel_sign_in on channel for select to nightlight_app
  using ((select actor_kind()) = 'sign-in');
create policy channel_own on channel for select to nightlight_app
  using (((select actor_kind()) = 'gateway' and id = (select actor_id()))
         or ((select actor_kind()) = 'child' and kind = 'webchat'));

-- Rosters and shifts are no secret among staff.
create policy shift_template_read on shift_template for select to nightlight_app
  using ((select actor_kind()) in ('system', 'counsellor'));
create policy shift_read on shift for select to nightlight_app
  using ((select actor_kind()) in ('system', 'counsellor'));
create policy roster_read on roster for select to nightlight_app
  using ((select actor_kind()) in ('system', 'counsellor'));
create policy roster_check_in on roster for update to nightlight_app
  using ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id()));

create policy presence_own on presence to nightlight_app
  using ((select actor_kind()) = 'system'
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())))
  with check ((select actor_kind()) = 'system'
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())));
create policy lease_own on lease to nightlight_app
  using ((select actor_kind()) = 'system'
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())))
  with check ((select actor_kind()) = 'system'
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())));
-- A child's page may say whether its counsellor's screen is connected.
create policy lease_of_my_counsellor on lease for select to nightlight_app
  using ((select actor_kind()) = 'child'
         and exists (select from contact c where c.id = (select actor_id()) and c.owner_id = lease.counsellor_id));

-- Contacts: state only, no personal data. A counsellor sees what they own and what was ever offered to them.
create policy contact_read on contact for select to nightlight_app using (
  (select actor_kind()) = 'system'
  or id = (select locked_contact())
  or ((select actor_kind()) = 'counsellor'
      and (owner_id = (select actor_id())
           or exists (select from offer o where o.contact_id = contact.id and o.counsellor_id = (select actor_id()))))
  or ((select actor_kind()) = 'child' and id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and channel_id = (select actor_id())));
create policy contact_arrive on contact for insert to nightlight_app with check (
  ((select actor_kind()) = 'child' and id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and channel_id = (select actor_id())));
-- Locking a row (select … for update) asks this policy too: owner, whoever it is offered to, the other side. Writing it
-- needs the lock to have been taken in this very transaction.
create policy contact_change on contact for update to nightlight_app
  using ((select actor_kind()) = 'system' or id = (select locked_contact())
         or ((select actor_kind()) = 'counsellor' and (owner_id = (select actor_id()) or offered_to = (select actor_id())))
         or ((select actor_kind()) = 'child' and id = (select actor_id()))
         or ((select actor_kind()) = 'gateway' and channel_id = (select actor_id())))
  with check ((select actor_kind()) = 'system' or id = (select locked_contact()));

-- A place appears to its counsellor, and to whoever locked the contact that sits there or has just left it; only the
-- engine gives places away.
create policy slot_engine on slot to nightlight_app
  using ((select actor_kind()) = 'system' or contact_id = (select locked_contact())
         or (contact_id is null and (select locked_contact()) is not null)
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())))
  with check ((select actor_kind()) = 'system' or contact_id is null or contact_id = (select locked_contact()));
create policy offer_engine on offer to nightlight_app
  using ((select actor_kind()) = 'system' or contact_id = (select locked_contact())
         or ((select actor_kind()) = 'counsellor' and counsellor_id = (select actor_id())));
create policy clock_engine on clock to nightlight_app
  using ((select actor_kind()) = 'system' or (subject = 'contact' and subject_id = (select locked_contact())));
-- Nobody writes the log in somebody else's name.
create policy event_engine on event for insert to nightlight_app with check (
  actor_kind = (select actor_kind()) and actor_id is not distinct from (select actor_id())
  and ((select actor_kind()) = 'system'
       or (subject = 'contact' and subject_id = (select locked_contact()))
       or (subject = 'counsellor' and subject_id = (select actor_id()))));
create policy event_relay on event for select to nightlight_app using ((select actor_kind()) = 'system');
create policy event_delivered on event for update to nightlight_app using ((select actor_kind()) = 'system');

-- Words: only the two sides of the conversation. Not even the engine.
create policy contact_key_sides on contact_key for select to nightlight_app using (
  ((select actor_kind()) = 'counsellor' and owns_contact(contact_id))
  or ((select actor_kind()) = 'child' and contact_id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and brought_contact(contact_id)));
create policy contact_key_arrive on contact_key for insert to nightlight_app with check (
  ((select actor_kind()) = 'child' and contact_id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and brought_contact(contact_id)));
create policy message_sides on message for select to nightlight_app using (
  ((select actor_kind()) = 'counsellor' and owns_contact(contact_id))
  or ((select actor_kind()) = 'child' and contact_id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and brought_contact(contact_id)));
create policy message_post on message for insert to nightlight_app with check (
  ((select actor_kind()) = 'counsellor' and author = 'counsellor' and author_id = (select actor_id())
     and owns_contact(contact_id))
  or ((select actor_kind()) = 'child' and author = 'child' and contact_id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and author = 'child' and brought_contact(contact_id)));
create policy message_receipt on message for update to nightlight_app using (
  ((select actor_kind()) = 'counsellor' and owns_contact(contact_id))
  or ((select actor_kind()) = 'child' and contact_id = (select actor_id()))
  or ((select actor_kind()) = 'gateway' and brought_contact(contact_id)));
create policy contact_identity_arrive on contact_identity for insert to nightlight_app
  with check ((select actor_kind()) = 'gateway' and brought_contact(contact_id));
create policy contact_identity_read on contact_identity for select to nightlight_app
  using ((select actor_kind()) = 'counsellor' and owns_contact(contact_id));
create policy record_field_own on record_field to nightlight_app
  using ((select actor_kind()) = 'counsellor' and owns_contact(contact_id))
  with check ((select actor_kind()) = 'counsellor' and owns_contact(contact_id)
              and saved_by = (select actor_id()));
create policy access_log_write on access_log for insert to nightlight_app with check (
  actor_kind = (select actor_kind()) and actor_id is not distinct from (select actor_id()));

grant usage on schema public to nightlight_app;
grant select on person, credential, channel, shift_template, shift to nightlight_app;
grant select, insert, update on session, child_session, presence, lease, contact, offer, clock, message to nightlight_app;
grant select, update on roster, slot to nightlight_app;
grant select, insert on contact_key, contact_identity to nightlight_app;
grant select, insert, delete on record_field to nightlight_app;
grant select, insert on event to nightlight_app;
grant update (delivered_at) on event to nightlight_app;
grant insert on access_log to nightlight_app;
grant usage on all sequences in schema public to nightlight_app;
