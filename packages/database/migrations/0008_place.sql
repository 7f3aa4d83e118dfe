-- Places: provinces and communes with the time in which they stood, and what they were before (decision 23). About no
-- contact: everybody who is signed in may read them, and nobody writes them but the owner, when an installation is
-- brought up to date.

create table place (
  code           text not null check (code ~ '^(\d{2}|\d{5})$'),
  kind           text not null check (kind in ('city', 'province', 'ward', 'commune', 'special_zone')),
  name           text not null check (name <> '' and name = normalize(name, nfc)),
  province_code  text not null check (province_code ~ '^\d{2}$'),
  valid_from     date not null,
  valid_to       date check (valid_to > valid_from),
  successors     text[] not null default '{}',
  primary key (code, valid_from),
  check ((length(code) = 2) = (kind in ('city', 'province'))),
  check (length(code) = 5 or code = province_code)
);
-- A code means one unit at a time.
create unique index place_in_force on place (code) where valid_to is null;

-- An old ward, commune or island district, in one of its successors. A unit that was split has several rows.
create table place_former (
  id         int primary key,
  code       text check (code ~ '^\d{5}$'),
  name       text not null check (name <> ''),
  district   text,
  province   text not null,
  successor  text not null,
  valid_to   date not null
);

-- Which state of the places is in.
create table place_source (
  is_only  boolean primary key default true check (is_only),
  version  text not null
);

do $$
declare t text;
begin
  foreach t in array array['place', 'place_former', 'place_source'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
  foreach t in array array['place', 'place_former'] loop
    execute format('grant select on %I to nightlight_staff, nightlight_engine', t);
    execute format('create policy readers on %I for select to nightlight_staff, nightlight_engine using (true)', t);
  end loop;
end $$;
