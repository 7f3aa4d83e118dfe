-- Whoever counsels takes calls, too: a place for one, which counts while their telephone is registered.
create or replace function equip_counsellor(person_id uuid, chat_places integer) returns void language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') then raise exception 'Only an administrator equips a counsellor'; end if;
  insert into presence (counsellor_id, intent, intent_since) values (equip_counsellor.person_id, 'off', clock_timestamp())
    on conflict do nothing;
  insert into slot (counsellor_id, kind, ordinal)
    select equip_counsellor.person_id, 'chat', n from generate_series(1, chat_places) n on conflict do nothing;
  insert into slot (counsellor_id, kind, ordinal) values (equip_counsellor.person_id, 'voice', 1) on conflict do nothing;
end $$;
insert into slot (counsellor_id, kind, ordinal) select counsellor_id, 'voice', 1 from presence on conflict do nothing;
