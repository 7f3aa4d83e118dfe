-- Keys and what kind of installation this is (decision 17). No key stands here in the open.

-- Keys that outlive every master key: search hashes, children's tokens and secrets of no contact rest on them. Wrapped
-- like a contact's; the master key that wraps them is the one in force.
create table installation_key (
  purpose        text primary key check (purpose in ('search', 'child-token', 'secret')),
  master_key_id  text not null,
  wrapped_key    bytea not null
);

-- Which master keys each running server holds, said by itself every few seconds. A rotation wraps nothing under a key
-- that one of them does not hold yet: it could not open that contact.
create table key_holder (
  server_id  uuid primary key,
  host       text not null,
  key_ids    text[] not null,
  seen_at    timestamptz not null
);

-- Begun as a demo or for real, once and for all: the two are never mixed.
create table installation (
  is_only   boolean primary key default true check (is_only),
  kind      text not null check (kind in ('demo', 'real')),
  begun_at  timestamptz not null default clock_timestamp()
);
insert into installation (kind)
  select case when exists (select from person where is_demo) or exists (select from channel where is_demo)
    then 'demo' else 'real' end
  where exists (select from person) or exists (select from channel);

do $$
declare t text;
begin
  foreach t in array array['installation_key', 'key_holder', 'installation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;

grant select on installation_key to nightlight_engine;
create policy engine on installation_key to nightlight_engine using (true);
grant select, insert, update, delete on key_holder to nightlight_engine;
create policy engine on key_holder to nightlight_engine using (true);
-- The server looks before anybody signs in.
grant select on installation to nightlight_sign_in;
create policy sign_in on installation to nightlight_sign_in using (true);
