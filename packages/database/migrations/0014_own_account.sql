-- What people do for themselves: take back a number they registered, see and lift a bar they set. And lists that
-- administrators keep: skills, spoken languages.

-- So that one of them can be named without its hash.
alter table person_identity add column id uuid not null unique default gen_random_uuid();

-- The counsellor whose contact it is sees the bars that they set themselves, and no other: a bar by somebody's own number
-- would tell who is calling.
create policy staff_set on barring for select to nightlight_staff
  using (barred_by = actor_id() and owns_contact(contact_id));

-- An entry that is given to nobody any more. Whoever has it keeps it.
alter table skill add column is_retired boolean not null default false;
alter table spoken_language add column is_retired boolean not null default false;
do $$
declare t text;
begin
  foreach t in array array['skill', 'spoken_language'] loop
    execute format('grant insert, update (name_vi, name_en, is_retired) on %I to nightlight_staff', t);
    execute format('create policy administer_new on %I for insert to nightlight_staff with check ((select has_role(''administrator'')))', t);
    execute format('create policy administer on %I for update to nightlight_staff using ((select has_role(''administrator'')))', t);
  end loop;
end $$;

-- Row-level security asks more about a row that is not one's own than about one that is not there. For the latter the
-- same is asked here, of nobody, so that time does not tell them apart. It answers nothing.
create function even_the_look_up(contact_id uuid) returns void language plpgsql stable security definer
  set search_path = public, pg_temp
  as $$
begin
  if not exists (select from contact c where c.id = $1) then
    perform was_offered($1) or actor_has_role('supervisor', 'clinical_lead');
  end if;
end $$;
revoke all on function even_the_look_up from public;
grant execute on function even_the_look_up to nightlight_staff;
