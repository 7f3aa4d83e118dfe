-- Whoever talks with a person through another contact may say that the call promised to them is needless: of the contacts
-- that stand beside the one in their hands (previous_contacts), those that wait for such a call, and for the undo seconds
-- those of which it was said.
drop policy staff_change on contact;
create policy staff_change on contact for update to nightlight_staff
  using (id = locked_contact() or owner_id = actor_id() or offered_to = actor_id()
         or (state #>> '{guest,id}')::uuid = actor_id() or (state #>> '{transfer,to}')::uuid = actor_id()
         or (id = any (previous_contacts()) and callback is not null
             and (status in ('callback_due', 'queued', 'offered') or (status = 'abandoned' and state ->> 'by' = 'met')))
         or actor_has_role('supervisor', 'clinical_lead') or (is_handed_to_me(id) and not is_barred_from(id)))
  with check (id = locked_contact());
