-- The numbers that routing runs on, as versions: each holds the whole policy, from when, by whom and why. The first comes
-- with the program; nothing is ever changed or taken away, so that what was in force stays readable.
create table policy_version (
  version  integer primary key check (version > 0),
  value    jsonb not null check (jsonb_typeof(value) = 'object'),
  from_at  timestamptz not null default clock_timestamp(),
  -- Nobody: it came with the program.
  made_by  uuid references person,
  -- Why, in words, sealed as a secret of the installation: somebody may write about a person here.
  sealed   bytea,
  check ((made_by is null) = (sealed is null))
);
alter table policy_version enable row level security;
alter table policy_version force row level security;
revoke all on policy_version from public;
create policy owner_all on policy_version to current_user using (true) with check (true);

-- Whoever works here reads it, and so does whatever decides.
grant select on policy_version to nightlight_staff, nightlight_engine;
create policy staff_read on policy_version for select to nightlight_staff using (
  actor_has_role('counsellor', 'supervisor', 'clinical_lead', 'administrator', 'leader', 'auditor'));
create policy engine_read on policy_version for select to nightlight_engine using (true);
-- Which number may be changed by whom says the policy's own table, in the program.
grant insert on policy_version to nightlight_staff;
create policy staff_make on policy_version for insert to nightlight_staff with check (
  made_by = actor_id() and actor_has_role('administrator', 'clinical_lead')
  and version > 1);

-- What a counsellor carries, as of their last record: counted when a record closes, read by whatever decides, and by
-- nobody else but themselves. No figure of anybody's wellbeing reaches a screen of others.
create table pacing (
  counsellor_id    uuid primary key references person on delete cascade,
  -- Minutes weighted by how hard they were: halving over time; and within this shift.
  load             double precision not null check (load >= 0),
  minutes          double precision not null check (minutes >= 0),
  severe_in_row    integer not null check (severe_in_row >= 0),
  -- Rest after a hard record. Only the person themselves waives it.
  protected_until  timestamptz,
  at               timestamptz not null
);
alter table pacing enable row level security;
alter table pacing force row level security;
revoke all on pacing from public;
create policy owner_all on pacing to current_user using (true) with check (true);
grant select on pacing to nightlight_staff, nightlight_engine;
create policy staff_own on pacing for select to nightlight_staff using (counsellor_id = actor_id());
create policy engine_read on pacing for select to nightlight_engine using (true);
grant update (protected_until) on pacing to nightlight_staff;
create policy staff_waive on pacing for update to nightlight_staff
  using (counsellor_id = actor_id()) with check (counsellor_id = actor_id() and protected_until is null);

-- A record closed, by whoever's transaction: what its counsellor carries grows. Minutes count from when they took it (or
-- opened it again), so that a second closing counts only what came after.
create function note_record(counsellor uuid, contact uuid, since timestamptz, closed_at timestamptz, percent integer,
    is_severe boolean, rested timestamptz, half_life_minutes integer) returns void
  language sql security definer set search_path = public, pg_temp
as $$
  insert into pacing as p (counsellor_id, load, minutes, severe_in_row, protected_until, at)
  select counsellor, w.minutes, w.minutes, is_severe::integer, rested, closed_at
  from (select greatest(0, extract(epoch from closed_at - coalesce(since,
      (select max(o.ended_at) from offer o where o.contact_id = contact and o.counsellor_id = counsellor
        and o.status = 'accepted'), closed_at)) / 60) * percent / 100.0 as minutes) w
  on conflict (counsellor_id) do update set
    load = p.load * power(0.5, greatest(0, extract(epoch from excluded.at - p.at)) / 60 / half_life_minutes) + excluded.load,
    minutes = case when excluded.at - p.at > interval '6 hours' then 0 else p.minutes end + excluded.minutes,
    severe_in_row = case when excluded.severe_in_row = 1 then p.severe_in_row + 1 else 0 end,
    protected_until = coalesce(excluded.protected_until, case when p.protected_until > excluded.at then p.protected_until end),
    at = excluded.at
$$;
-- Until when somebody rests: a supervisor who would give them something is told that, and no more.
create function rests_until(counsellor uuid) returns timestamptz
  language sql stable security definer set search_path = public, pg_temp
as $$ select protected_until from pacing where counsellor_id = counsellor $$;
revoke all on function note_record, rests_until from public;
grant execute on function note_record to nightlight_staff, nightlight_engine, nightlight_child, nightlight_gateway;
grant execute on function rests_until to nightlight_staff;

-- What earlier contacts of the same number or account say about one that arrives: four facts, never whose they were.
create function past_of_identity(spellings bytea[], now_is timestamptz, cut_off_minutes integer, return_minutes integer,
    out was_cut_off boolean, out has_open_danger boolean, out silent_today integer, out gave_up_from timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select coalesce(bool_or(d.danger and c.state ->> 'endedBy' in ('child', 'quick_exit', 'idle')
      and coalesce(c.state ->> 'since', c.state ->> 'at')::timestamptz
        > now_is - make_interval(mins => cut_off_minutes)), false),
    coalesce(bool_or(d.danger and (c.status not in ('closed', 'abandoned') or exists (select from escalation e
      where e.contact_id = c.id and e.status not in ('closed', 'withdrawn', 'draft')))), false),
    count(*) filter (where c.status = 'closed' and c.state ->> 'disposition' = 'silent'
      and (c.state ->> 'at')::timestamptz > now_is - interval '24 hours')::integer,
    (array_agg(c.arrived_at order by c.arrived_at desc) filter (where c.status = 'abandoned'
      and (c.state ->> 'at')::timestamptz > now_is - make_interval(mins => return_minutes)))[1]
  from contact_identity i join contact c on c.id = i.contact_id
  cross join lateral (select coalesce(c.risk ->> 'level' in ('P1', 'P2'), false) as danger) d
  where i.exact_hash = any (spellings)
$$;
revoke all on function past_of_identity from public;
grant execute on function past_of_identity to nightlight_gateway;
