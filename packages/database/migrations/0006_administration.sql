-- Administration: the audit log, and what administrators manage (people, centres, channel keys).

-- Whether the person who acts holds a role. Asked by policies as (select has_role(…)): once a statement.
create function has_role(role text) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from person where id = actor_id() and has_role.role = any (roles)
          and suspended_at is null) $$;

-- ---------------------------------------------------------------------------------------------------------------
-- The audit log. Append-only and chained: each row holds the hash of the one before. Nobody is granted an update or a
-- delete, triggers refuse them to the owner as well, and whoever goes past both breaks the chain (npm run audit:verify).

create table audit_log (
  id            bigint primary key,
  at            timestamptz not null,
  actor_kind    text not null check (actor_kind in ('staff', 'system')),
  actor_id      uuid,
  action        text not null check (action ~ '^[a-z][a-z0-9_.-]{1,63}$'),
  subject_kind  text,
  subject_id    text,
  details       jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  prev_hash     bytea not null,
  hash          bytea not null,
  check ((actor_kind = 'staff') = (actor_id is not null)),
  check ((subject_kind is null) = (subject_id is null))
);
create index audit_log_of_actor on audit_log (actor_id, id);
create index audit_log_of_subject on audit_log (subject_kind, subject_id, id);
create index audit_log_of_action on audit_log (action, id);
create index audit_log_by_time on audit_log (at);

-- The newest link. Locking it is what makes the entries take turns; only acts of administration and sign-in do.
create table audit_head (
  is_only  boolean primary key default true check (is_only),
  id       bigint not null,
  hash     bytea not null
);
insert into audit_head (id, hash) values (0, decode(repeat('00', 32), 'hex'));

-- The text that is hashed, as canonicalEntry in packages/domain/src/audit/audit-entry.ts writes it.
create function audit_line(entry audit_log) returns text language sql stable
  as $$ select format(
    '{"action":%s,"actorId":%s,"actorKind":%s,"at":%s,"details":{%s},"id":%s,"prevHash":%s,"subjectId":%s,"subjectKind":%s}',
    to_json(entry.action), coalesce(to_json(entry.actor_id)::text, 'null'), to_json(entry.actor_kind),
    to_json(to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    (select string_agg(to_json(key)::text || ':' || value::text, ',' order by key collate "C") from jsonb_each(entry.details)),
    entry.id, to_json(encode(entry.prev_hash, 'hex')),
    coalesce(to_json(entry.subject_id)::text, 'null'), coalesce(to_json(entry.subject_kind)::text, 'null')) $$;

create function chain_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$
declare head audit_head;
begin
  if exists (select from jsonb_each(new.details) where jsonb_typeof(value) not in ('string', 'number', 'boolean')) then
    raise exception 'Details of an audit entry are flat';
  end if;
  select * into strict head from audit_head for update;
  new.id := head.id + 1;
  new.at := clock_timestamp();
  new.prev_hash := head.hash;
  new.hash := sha256(convert_to(audit_line(new), 'UTF8'));
  update audit_head set id = new.id, hash = new.hash;
  return new;
end $$;
create trigger chain before insert on audit_log for each row execute function chain_audit();

create function keep_audit() returns trigger language plpgsql
  as $$ begin raise exception 'The audit log is append-only'; end $$;
create trigger keep before update or delete on audit_log for each row execute function keep_audit();
create trigger keep_all before truncate on audit_log for each statement execute function keep_audit();

-- Events and readings are written too often to take turns: rows that are in no seal yet are sealed together, by an entry
-- that names their ids and holds one hash over all of them. Ids are named as ranges, so a row that was committed late goes
-- into a later seal; ten minutes after a seal nothing below it can still be on its way.
create function seal_log(log text, at_most integer) returns integer language plpgsql security definer
  set search_path = public, pg_temp set timezone = 'UTC'
  as $$
declare
  key constant text := case log when 'event' then 'seq' when 'access_log' then 'id' end;
  bottom bigint;
  through bigint;
  sealed int8multirange;
  batch record;
begin
  if key is null then raise exception 'There is no log % to seal', log; end if;
  perform from audit_head for update;
  select (details ->> 'through')::bigint into bottom from audit_log
    where subject_kind = 'log' and subject_id = log and at < clock_timestamp() - interval '10 minutes'
    order by id desc limit 1;
  select range_agg((details ->> 'ids')::int8multirange), max((details ->> 'through')::bigint) into sealed, through
    from audit_log where subject_kind = 'log' and subject_id = log
      and at >= clock_timestamp() - interval '10 minutes';
  execute format($q$
    select count(*)::integer as rows, max(key) as last, range_agg(int8range(key, key, '[]'))::text as ids,
      encode(sha256(convert_to(string_agg(line, E'\n' order by key), 'UTF8')), 'hex') as hash
    from (select t.%1$I as key, (select jsonb_object_agg(f.key, f.value) from jsonb_each(to_jsonb(t) - 'delivered_at') f
              where f.value <> 'null')::text as line
          from %2$I t where t.%1$I > $1 and not (t.%1$I <@ $2) order by t.%1$I limit $3) rows_to_seal $q$, key, log)
    into batch using coalesce(bottom, 0), coalesce(sealed, '{}'), at_most;
  if batch.rows = 0 then return 0; end if;
  insert into audit_log (actor_kind, action, subject_kind, subject_id, details) values ('system', 'log.sealed', 'log', log,
    jsonb_build_object('ids', batch.ids, 'rows', batch.rows, 'hash', batch.hash,
      'through', greatest(batch.last, through, bottom)));
  return batch.rows;
end $$;

alter table audit_log enable row level security;
alter table audit_log force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy owner_all on audit_log to current_user using (true) with check (true);
create policy owner_all on audit_head to current_user using (true) with check (true);
revoke all on audit_log, audit_head from public;
revoke all on function has_role, seal_log, chain_audit from public;
grant execute on function has_role to nightlight_staff;
grant execute on function seal_log to nightlight_engine;
grant insert (actor_kind, actor_id, action, subject_kind, subject_id, details) on audit_log to nightlight_staff, nightlight_engine;
grant select on audit_log, audit_head to nightlight_staff;
-- Nobody writes in somebody else's name, and nobody but the database seals.
create policy staff_log on audit_log for insert to nightlight_staff
  with check (actor_kind = 'staff' and actor_id = actor_id() and action <> 'log.sealed');
create policy engine_log on audit_log for insert to nightlight_engine
  with check (actor_kind = 'system' and actor_id is null and action <> 'log.sealed');
create policy staff_read on audit_log for select to nightlight_staff
  using ((select has_role('auditor')) or (select has_role('administrator')));
create policy staff_read on audit_head for select to nightlight_staff
  using ((select has_role('auditor')) or (select has_role('administrator')));

-- ---------------------------------------------------------------------------------------------------------------
-- People: where they work, what they speak, what they know. Centres, skills and languages are data.

create table centre (
  id    uuid primary key,
  name  text not null unique
);

create table skill (
  code     text primary key check (code ~ '^[a-z_]{2,32}$'),
  name_vi  text not null,
  name_en  text not null
);
insert into skill (code, name_vi, name_en) values
  ('abuse', 'Xâm hại, bạo lực', 'Abuse and violence'),
  ('online', 'An toàn trên mạng', 'Safety online'),
  ('suicide', 'Tự hại, tự tử', 'Self-harm and suicide'),
  ('family', 'Quan hệ gia đình', 'Family relations'),
  ('law', 'Pháp luật', 'Law'),
  ('trafficking', 'Mua bán người', 'Trafficking'),
  ('disability', 'Trẻ khuyết tật', 'Children with disabilities'),
  ('infants', 'Trẻ nhỏ dưới 6 tuổi', 'Children under six');

-- Languages that people speak with a caller, beside those of the screens. Codes of ISO 639.
create table spoken_language (
  code     text primary key check (code ~ '^[a-z]{2,3}$'),
  name_vi  text not null,
  name_en  text not null
);
insert into spoken_language (code, name_vi, name_en) values
  ('vi', 'Tiếng Việt', 'Vietnamese'), ('en', 'Tiếng Anh', 'English'), ('hmn', 'Tiếng Hmông', 'Hmong'),
  ('tyz', 'Tiếng Tày', 'Tày'), ('nut', 'Tiếng Nùng', 'Nùng'), ('tha', 'Tiếng Thái', 'Thái'),
  ('mtq', 'Tiếng Mường', 'Mường'), ('km', 'Tiếng Khmer', 'Khmer'), ('ium', 'Tiếng Dao', 'Dao'),
  ('cja', 'Tiếng Chăm', 'Cham'), ('jra', 'Tiếng Gia Rai', 'Jarai'), ('rad', 'Tiếng Ê Đê', 'Rhade'),
  ('bdq', 'Tiếng Ba Na', 'Bahnar'), ('zh', 'Tiếng Hoa', 'Chinese');

alter table person
  add column centre_id         uuid references centre,
  add column spoken_languages  text[] not null default '{vi}',
  add column skills            text[] not null default '{}',
  add column version           integer not null default 1,
  -- Gone for good. Somebody who comes back gets a new account.
  add column offboarded_at     timestamptz,
  add check (offboarded_at is null or suspended_at is not null);

-- Administrators who can sign in: the last of them cannot be taken away.
create function working_administrators() returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select p.id from person p join credential c on c.person_id = p.id
    where 'administrator' = any (p.roles) and p.suspended_at is null $$;

-- The second wall of administration: nobody gives themselves a role, nobody takes away the last administrator.
create function guard_person() returns trigger language plpgsql set search_path = public, pg_temp
  as $$
begin
  if current_user <> 'nightlight_staff' then return new; end if;
  if old.id = actor_id() and not new.roles <@ old.roles then raise exception 'Nobody gives themselves a role'; end if;
  if old.offboarded_at is not null then raise exception 'This account is closed for good'; end if;
  if 'administrator' = any (old.roles) and (new.suspended_at is not null or not 'administrator' = any (new.roles)) then
    perform pg_advisory_xact_lock(hashtext('working_administrators'));
    if not exists (select from working_administrators() w where w <> old.id) then
      raise exception 'The last administrator stays';
    end if;
  end if;
  return new;
end $$;
create trigger guard before update on person for each row execute function guard_person();

drop policy staff on person;
create policy staff on person for select to nightlight_staff using (true);
create policy administer_new on person for insert to nightlight_staff
  with check ((select has_role('administrator')) and not is_demo and suspended_at is null);
create policy administer on person for update to nightlight_staff
  using ((select has_role('administrator'))) with check ((select has_role('administrator')));
grant insert on person to nightlight_staff;
grant update (username, name, display_name, roles, languages, spoken_languages, skills, centre_id, version,
  suspended_at, offboarded_at) on person to nightlight_staff;

-- Whether somebody ever chose a password. For administrators: everybody else is told no.
create function can_sign_in(person_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select has_role('administrator') and exists (select from credential c where c.person_id = can_sign_in.person_id) $$;

-- What a counsellor stands on: presence and places.
create function equip_counsellor(person_id uuid, chat_places integer) returns void language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') then raise exception 'Only an administrator equips a counsellor'; end if;
  insert into presence (counsellor_id, intent, intent_since) values (equip_counsellor.person_id, 'off', clock_timestamp())
    on conflict do nothing;
  insert into slot (counsellor_id, kind, ordinal)
    select equip_counsellor.person_id, 'chat', n from generate_series(1, chat_places) n on conflict do nothing;
end $$;

-- Ends every session of somebody, and names those that lived.
create function end_sessions_of(person_id uuid) returns setof uuid language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') then raise exception 'Only an administrator ends foreign sessions'; end if;
  return query update session s set ended_at = clock_timestamp()
    where s.person_id = end_sessions_of.person_id and s.ended_at is null returning s.id;
end $$;

-- Makes password, second factor, codes and known devices of somebody worthless: only a new link lets them in.
create function forget_sign_in_of(person_id uuid) returns void language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') or forget_sign_in_of.person_id = actor_id() then
    raise exception 'Only another administrator resets a sign-in';
  end if;
  delete from credential c where c.person_id = forget_sign_in_of.person_id;
  delete from second_factor f where f.person_id = forget_sign_in_of.person_id;
  delete from recovery_code r where r.person_id = forget_sign_in_of.person_id;
  delete from known_device d where d.person_id = forget_sign_in_of.person_id;
end $$;

-- What somebody carries: ids and states, no words. For whoever hands it over.
create function carried_by(person_id uuid) returns table (contact_id uuid, status text) language plpgsql stable
  security definer set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') then raise exception 'Only an administrator hands over what others carry'; end if;
  return query select c.id, c.status from contact c
    where (c.owner_id = carried_by.person_id and c.status in ('active', 'closing', 'wrap_up'))
       or c.offered_to = carried_by.person_id order by c.id;
end $$;

-- Opens the routing rows of one contact to the transaction that takes its owner away, and of no other contact.
create function open_for_handover(contact_id uuid) returns boolean language plpgsql security definer
  set search_path = public, pg_temp
  as $$
begin
  if not has_role('administrator') or not exists (
    select from contact c join person p on p.id = coalesce(c.owner_id, c.offered_to)
      where c.id = open_for_handover.contact_id and p.offboarded_at is not null)
  then return false; end if;
  perform set_config('nightlight.locked_contact', open_for_handover.contact_id::text, true);
  return true;
end $$;

create policy administer_new on roster for insert to nightlight_staff with check ((select has_role('administrator')));
create policy administer_off on roster for delete to nightlight_staff using ((select has_role('administrator')));
grant insert, delete on roster to nightlight_staff;

-- ---------------------------------------------------------------------------------------------------------------
-- Channel keys: shown once, kept as a hash. A channel may have two while one replaces the other.

create table channel_key (
  id          uuid primary key default gen_random_uuid(),
  channel_id  uuid not null references channel on delete cascade,
  -- The first characters, to tell keys apart by; null for keys that were put in by set-up.
  prefix      text check (length(prefix) <= 12),
  key_hash    bytea not null unique,
  created_at  timestamptz not null default clock_timestamp(),
  -- From when on it no longer opens anything; null: until it is replaced or revoked.
  ends_at     timestamptz,
  revoked_at  timestamptz
);
create index channel_key_of_channel on channel_key (channel_id, created_at desc);
insert into channel_key (channel_id, key_hash) select id, key_hash from channel where key_hash is not null;

-- Set-up writes a channel's first key with the channel.
create function keep_first_key() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  insert into channel_key (channel_id, key_hash) values (new.id, new.key_hash) on conflict do nothing;
  return new;
end $$;
create trigger first_key after insert or update of key_hash on channel for each row
  when (new.key_hash is not null) execute function keep_first_key();

do $$
declare t text;
begin
  foreach t in array array['centre', 'skill', 'spoken_language', 'channel_key'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;
create policy staff on centre for select to nightlight_staff using (true);
create policy administer_new on centre for insert to nightlight_staff with check ((select has_role('administrator')));
create policy administer on centre for update to nightlight_staff using ((select has_role('administrator')));
create policy staff on skill for select to nightlight_staff using (true);
create policy staff on spoken_language for select to nightlight_staff using (true);
grant select on centre, skill, spoken_language to nightlight_staff;
grant insert on centre to nightlight_staff;
grant update (name) on centre to nightlight_staff;

create policy administer on channel_key to nightlight_staff using ((select has_role('administrator')));
create policy sign_in on channel_key for select to nightlight_sign_in using (true);
create policy administer on channel to nightlight_staff using ((select has_role('administrator')));
grant select on channel_key to nightlight_sign_in;
grant select, insert, update (ends_at, revoked_at) on channel_key to nightlight_staff;
grant select, insert, update (name, revoked_at) on channel to nightlight_staff;

revoke all on function working_administrators, can_sign_in, guard_person, equip_counsellor, end_sessions_of, carried_by,
  open_for_handover, keep_first_key, forget_sign_in_of from public;
grant execute on function working_administrators, can_sign_in, equip_counsellor, end_sessions_of, carried_by, open_for_handover,
  forget_sign_in_of to nightlight_staff;
