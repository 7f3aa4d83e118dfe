-- The directory of authorities: units of the state that act for children, in a tree of any depth, with the time that each
-- exists for; whom to ring there at what hour; and the people who sign in for them.

create table authority (
  id             uuid primary key,
  parent_id      uuid references authority,
  level          text not null check (level in ('commune', 'province', 'ministry')),
  kind           text not null
    check (kind in ('peoples_committee', 'police', 'health', 'home_affairs', 'education', 'social_work')),
  place_code     text,
  name           text not null check (length(name) between 2 and 200),
  phone          text check (phone ~ '^[+0-9 .()-]{3,30}$'),
  email          text check (email ~ '^[^@\s]+@[^@\s]+$'),
  valid_from     timestamptz not null,
  valid_to       timestamptz,
  successor_ids  uuid[] not null default '{}',
  -- When somebody last made sure that the unit is reached like this.
  verified_at    timestamptz,
  is_demo        boolean not null default false,
  check (valid_to > valid_from),
  check (parent_id <> id),
  check (case level when 'commune' then place_code ~ '^\d{5}$' when 'province' then place_code ~ '^\d{2}$'
         else place_code is null end is true)
);
create index authority_of_place on authority (place_code);
create index authority_below on authority (parent_id);

create table authority_duty (
  id                uuid primary key,
  authority_id      uuid not null references authority on delete cascade,
  -- The officer's account, where there is one: whoever is barred is left out.
  person_id         uuid references person on delete cascade,
  name              text not null,
  phone             text not null check (phone ~ '^[+0-9 .()-]{3,30}$'),
  -- Days on which it begins; 1 is Monday.
  weekdays          smallint[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and weekdays <> '{}'),
  from_local        text not null check (from_local ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  duration_minutes  integer not null check (duration_minutes between 15 and 1440),
  time_zone         text not null
);
create index authority_duty_of on authority_duty (authority_id);

-- Whom an officer works for. The roles say whether somebody is one.
alter table person add column authority_id uuid references authority;
create index person_of_authority on person (authority_id) where authority_id is not null;
grant update (authority_id) on person to nightlight_staff;

do $$
declare t text;
begin
  foreach t in array array['authority', 'authority_duty'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy staff on %I for select to nightlight_staff using (true)', t);
    execute format('create policy engine on %I for select to nightlight_engine using (true)', t);
    execute format('grant select on %I to nightlight_staff, nightlight_engine', t);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------
-- The tree

-- A unit and every unit above it, upwards. `cycle` ends a walk that somebody tied into a loop.
create function authority_line(unit uuid) returns uuid[] language sql stable security definer
  set search_path = public, pg_temp
  as $$ with recursive line (id, parent_id, depth) as (
          select a.id, a.parent_id, 1 from authority a where a.id = unit
          union all select a.id, a.parent_id, l.depth + 1 from authority a join line l on a.id = l.parent_id
        ) cycle id set is_loop using path
        select array_agg(id order by depth) from line where not is_loop $$;

-- A unit and every unit below it.
create function authority_subtree(unit uuid) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ with recursive below (id) as (
          select a.id from authority a where a.id = unit
          union select a.id from authority a join below b on a.parent_id = b.id)
        select id from below $$;

create function line_of_person(person_id uuid) returns uuid[] language sql stable security definer
  set search_path = public, pg_temp
  as $$ select authority_line(p.authority_id) from person p where p.id = $1 and p.authority_id is not null $$;

revoke all on function authority_line, authority_subtree, line_of_person from public;
grant execute on function authority_line to nightlight_staff, nightlight_engine, nightlight_sign_in;
grant execute on function authority_subtree, line_of_person to nightlight_staff, nightlight_engine;

-- A bar names a person, a centre, or a unit: then it holds for the units below it and for everybody who works there.
create or replace function actor_is_among(barred uuid[]) returns boolean language sql stable
  as $$ select actor_id() = any (barred) or coalesce(centre_of(actor_id()) = any (barred), false)
          or coalesce(line_of_person(actor_id()) && barred, false) $$;

-- ---------------------------------------------------------------------------------------------------------------
-- A report that an officer is writing: theirs alone until it is sent, and gone then. Sealed as a secret of the
-- installation: it is part of no escalation yet.

create table report_draft (
  escalation_id  uuid not null references escalation,
  person_id      uuid not null references person on delete cascade,
  sealed         bytea not null,
  saved_at       timestamptz not null,
  primary key (escalation_id, person_id)
);
alter table report_draft enable row level security;
alter table report_draft force row level security;
revoke all on report_draft from public;
create policy owner_all on report_draft to current_user using (true) with check (true);
grant select, insert, update, delete on report_draft to nightlight_staff;
create policy staff_own on report_draft to nightlight_staff
  using (person_id = actor_id() and sees_escalation(escalation_id))
  with check (person_id = actor_id() and sees_escalation(escalation_id) and actor_office() is not null);
