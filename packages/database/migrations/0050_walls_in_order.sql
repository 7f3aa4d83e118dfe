-- The walls stand where they stood; what changes is the order in which they are asked. PostgreSQL joins the policies of
-- one command by OR, and asks the youngest name first: whether a shift was handed to me (a table looked up) was asked of
-- every contact before whether it is simply mine, twenty-one times for each contact that was served. One policy a
-- command, what costs nothing first (docs/decisions/0081).
drop policy staff_read on contact;
drop policy staff_same_identity on contact;
drop policy staff_take_over on contact;
create policy staff_read on contact for select to nightlight_staff using (
  id = locked_contact()
  or ((barred = '{}' or not actor_is_among(barred)) and (owner_id = actor_id() or offered_to = actor_id()))
  or id = any (previous_contacts())
  or ((barred = '{}' or not actor_is_among(barred))
      and (was_offered(id) or actor_has_role('supervisor', 'clinical_lead') or is_handed_to_me(id))));

drop policy staff_change on contact;
drop policy staff_transfer on contact;
drop policy staff_guest on contact;
drop policy staff_take_over_change on contact;
create policy staff_change on contact for update to nightlight_staff
  using (id = locked_contact() or owner_id = actor_id() or offered_to = actor_id()
         or (state #>> '{guest,id}')::uuid = actor_id() or (state #>> '{transfer,to}')::uuid = actor_id()
         or actor_has_role('supervisor', 'clinical_lead') or (is_handed_to_me(id) and not is_barred_from(id)))
  with check (id = locked_contact());

-- One's own first; a supervisor's role is looked up for what is not.
drop policy staff on offer;
drop policy supervisor_read on offer;
create policy staff_read on offer for select to nightlight_staff
  using (contact_id = locked_contact() or (counsellor_id = actor_id() and not is_barred)
         or (status in ('pending', 'shown') and actor_has_role('supervisor') and not is_barred_from(contact_id)));
create policy staff_make on offer for insert to nightlight_staff
  with check (contact_id = locked_contact() or (counsellor_id = actor_id() and not is_barred));
create policy staff_change on offer for update to nightlight_staff
  using (contact_id = locked_contact() or (counsellor_id = actor_id() and not is_barred));

drop policy staff on slot;
drop policy supervisor_read on slot;
create policy staff_read on slot for select to nightlight_staff
  using (counsellor_id = actor_id() or contact_id = locked_contact()
         or (contact_id is null and locked_contact() is not null) or actor_has_role('supervisor'));
create policy staff_change on slot for update to nightlight_staff
  using (counsellor_id = actor_id() or contact_id = locked_contact() or (contact_id is null and locked_contact() is not null))
  with check (contact_id is null or contact_id = locked_contact());

-- Where a channel belongs travels with its key: an arrival need not ask for it first.
drop function demand_gateway(bytea, timestamptz);
create function demand_gateway(key_hash bytea, centre_id uuid, now timestamptz) returns void language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  perform from channel_key k join channel c on c.id = k.channel_id
    where k.key_hash = demand_gateway.key_hash and c.id = actor_id() and k.revoked_at is null
      and (k.ends_at is null or k.ends_at > demand_gateway.now) and c.revoked_at is null
      and c.centre_id is not distinct from demand_gateway.centre_id;
  if not found then
    raise exception 'the key opens no longer' using errcode = 'invalid_authorization_specification';
  end if;
end $$;
revoke execute on function demand_gateway from public;
grant execute on function demand_gateway to nightlight_gateway;

-- Small tables that every pass of the matcher joins: by default PostgreSQL counts a table again after fifty changes, which
-- some of these never see, and plans for as long as a connection lives as if nobody were in them.
alter table person set (autovacuum_analyze_threshold = 5);
alter table presence set (autovacuum_analyze_threshold = 5);
alter table lease set (autovacuum_analyze_threshold = 5);
alter table pacing set (autovacuum_analyze_threshold = 5);
alter table slot set (autovacuum_analyze_threshold = 5);
