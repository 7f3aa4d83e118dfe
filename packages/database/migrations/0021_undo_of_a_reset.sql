-- A reset can be taken back for a few seconds: what somebody signed in by is set aside before it is worth nothing. Nobody
-- reads it there; it is put back whole, by whoever set it aside, or goes for good.

create table sign_in_set_aside (
  person_id  uuid primary key references person on delete cascade,
  by_id      uuid not null references person on delete cascade,
  at         timestamptz not null,
  -- Rows of credential, second_factor, recovery_code and known_device as they were: hashes, and one sealed value.
  kept       jsonb not null
);
alter table sign_in_set_aside enable row level security;
alter table sign_in_set_aside force row level security;
create policy owner_all on sign_in_set_aside to current_user using (true) with check (true);

-- As in 0006, and sets aside what there was. Of two resets in a row the first found something, and its drawer stays.
drop function forget_sign_in_of(uuid);
create function forget_sign_in_of(person_id uuid, at timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  who uuid := forget_sign_in_of.person_id;
begin
  if not has_role('administrator') or who = actor_id() then
    raise exception 'Only another administrator resets a sign-in';
  end if;
  if exists (select from credential c where c.person_id = who) then
    delete from sign_in_set_aside s where s.person_id = who;
    insert into sign_in_set_aside values (who, actor_id(), forget_sign_in_of.at, jsonb_build_object(
      'credential', (select to_jsonb(c) from credential c where c.person_id = who),
      'factor', (select to_jsonb(f) from second_factor f where f.person_id = who),
      'codes', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from recovery_code r where r.person_id = who),
      'devices', (select coalesce(jsonb_agg(to_jsonb(d)), '[]') from known_device d where d.person_id = who)));
  end if;
  delete from credential c where c.person_id = who;
  delete from second_factor f where f.person_id = who;
  delete from recovery_code r where r.person_id = who;
  delete from known_device d where d.person_id = who;
end $$;

-- Puts back what the actor set aside since then, and ends the links that were made meanwhile. False: too late,
-- somebody else's reset, or a link was taken already. Sessions that ended stay ended.
create function recall_sign_in_of(person_id uuid, since timestamptz) returns boolean language plpgsql security definer
  set search_path = public, pg_temp
  as $$
declare
  who uuid := recall_sign_in_of.person_id;
  drawer sign_in_set_aside;
begin
  if not has_role('administrator') then raise exception 'Only an administrator takes a reset back'; end if;
  -- First of all: whoever is taking the link now is waited for.
  perform from invitation i where i.person_id = who and i.used_at is null for update;
  delete from sign_in_set_aside s where s.person_id = who and s.by_id = actor_id()
    and s.at > recall_sign_in_of.since
    and not exists (select from credential c where c.person_id = who)
    returning * into drawer;
  if not found then return false; end if;
  update invitation i set used_at = clock_timestamp() where i.person_id = who and i.used_at is null;
  insert into credential select * from jsonb_populate_record(null::credential, drawer.kept -> 'credential');
  insert into second_factor select * from jsonb_populate_record(null::second_factor, drawer.kept -> 'factor')
    where drawer.kept -> 'factor' <> 'null';
  insert into recovery_code select * from jsonb_populate_recordset(null::recovery_code, drawer.kept -> 'codes');
  insert into known_device select * from jsonb_populate_recordset(null::known_device, drawer.kept -> 'devices');
  return true;
end $$;

-- What nobody took back goes for good.
create function empty_drawers(seconds integer) returns void language sql security definer
  set search_path = public, pg_temp
  as $$ delete from sign_in_set_aside where at <= clock_timestamp() - make_interval(secs => seconds) $$;

revoke all on function forget_sign_in_of, recall_sign_in_of, empty_drawers from public;
grant execute on function forget_sign_in_of, recall_sign_in_of to nightlight_staff;
grant execute on function empty_drawers to nightlight_engine;
