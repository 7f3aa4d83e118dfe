-- Finding sealed text again: names, phones and other identities, words of notes (decision 30).
--   * One row for each field that can be found, with keyed hashes of its tokens; the words stay where they are, sealed.
--   * The index holds the hashes mixed with whom they are for (the contact's counsellor; for names also the house) and with
--     the month in which the contact arrived. So a search reads its own lists and no others, newest month first.
--   * Candidates come from a function that runs as the owner and asks who searches; rows themselves appear only where the
--     words may be read. The index cannot be used behind row-level security: its operators are not leakproof.

create table search_entry (
  contact_id  uuid not null references contact,
  field       text not null,
  kind        text not null check (kind in ('person', 'phone', 'word')),
  hashes      bigint[] not null check (hashes <> '{}'),
  -- Whose lists it stands in; null before somebody owned the contact.
  owner_id    uuid,
  at          timestamptz not null,
  -- Written before there was a search: its other tokens follow when the migrator has the keys at hand.
  is_partial  boolean not null default false,
  primary key (contact_id, field)
);
create index search_entry_partial on search_entry (contact_id, field) where is_partial;

create function search_month(at timestamptz) returns integer language sql immutable parallel safe
  return floor(extract(epoch from at) / 2592000)::integer;

-- Everybody's list of a month is nobody's: the nil UUID.
create function search_scope(owner_id uuid, month integer) returns bigint language sql immutable parallel safe
  return uuid_hash_extended(coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), month);

-- A phone is rare enough to be looked up as it is; names stand in two lists, words in their counsellor's alone.
create function search_keys(kind text, hashes bigint[], owner_id uuid, at timestamptz) returns bigint[]
  language sql immutable parallel safe
  return case kind
    when 'phone' then hashes
    when 'word' then array(select h # search_scope(owner_id, search_month(at)) from unnest(hashes) h)
    else array(select h # search_scope(null, search_month(at)) from unnest(hashes) h
      union all select h # search_scope(owner_id, search_month(at)) from unnest(hashes) h where owner_id is not null)
  end;

-- Written at once: a list of what is pending would be read by every search, and written out by whoever saves next.
create index search_entry_keys on search_entry using gin (search_keys(kind, hashes, owner_id, at)) with (fastupdate = off);
-- How far back there is anything to be found.
create index search_entry_by_time on search_entry (at);

-- What was saved before: syllables as they were hashed then.
insert into search_entry (contact_id, field, kind, hashes, owner_id, at, is_partial)
  select r.contact_id, r.field, case r.field when 'name' then 'person' else 'word' end, r.search_hashes, c.owner_id,
    c.arrived_at, true
  from (select distinct on (contact_id, field) contact_id, field, search_hashes from record_field
          where field in ('name', 'narrative') order by contact_id, field, version desc) r
  join contact c on c.id = r.contact_id where r.search_hashes <> '{}'
  union all
  select i.contact_id, 'identity', 'phone', i.part_hashes, null, c.arrived_at, true
  from contact_identity i join contact c on c.id = i.contact_id where i.part_hashes <> '{}';
alter table record_field drop column search_hashes;
alter table contact_identity drop column part_hashes;

-- Whoever takes over a contact finds what was written before.
create function follow_owner() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
    update search_entry set owner_id = new.owner_id where contact_id = new.id and owner_id is distinct from new.owner_id;
    return null;
  end $$;
create trigger search_follows_owner after update on contact for each row
  when (new.record_begun and new.owner_id is not null and new.owner_id is distinct from old.owner_id)
  execute function follow_owner();

-- ---------------------------------------------------------------------------------------------------------------
-- Searching. Who asks is the transaction's actor; what they hold is asked of their own row.

-- Entries with all of `every` and, if there are any, at least `at_least` of `among`: newest first, at most `most`, none
-- older than `since` (null: however old). A counsellor finds in their own contacts; a supervisor people and phones of their
-- centre, the clinical lead of all. Nobody finds what is barred to them. What somebody opened, they find without this.
create function search_entries(wanted text, every bigint[], among bigint[], at_least integer, most integer, since timestamptz)
  returns table (contact_id uuid, field text, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me uuid := actor_id();
  is_counsellor boolean := actor_has_role('counsellor');
  is_lead boolean := wanted <> 'word' and actor_has_role('clinical_lead');
  in_house boolean := is_lead or (wanted <> 'word' and actor_has_role('supervisor'));
  centre uuid := centre_of(me);
  month integer;
  oldest integer;
  scope bigint := 0;
  all_of bigint[];
  any_of bigint[];
  found_now integer;
  left_over integer := most;
begin
  if not (in_house or is_counsellor) or (every = '{}' and among = '{}') then return; end if;
  select search_month(max(e.at)), search_month(greatest(min(e.at), since)) into month, oldest from search_entry e;
  -- Phones stand in one list for all time.
  if wanted = 'phone' then oldest := month; end if;
  while month >= oldest and left_over > 0 loop
    if wanted <> 'phone' then scope := search_scope(case when not in_house then me end, month); end if;
    all_of := array(select h # scope from unnest(every) h);
    any_of := array(select h # scope from unnest(among) h);
    return query select e.contact_id, e.field, e.at from (
        -- One of the three runs: an empty array would read the whole index.
        select s.* from search_entry s where every <> '{}' and among = '{}'
          and search_keys(s.kind, s.hashes, s.owner_id, s.at) @> all_of
        union all select s.* from search_entry s where every = '{}'
          and search_keys(s.kind, s.hashes, s.owner_id, s.at) && any_of
        union all select s.* from search_entry s where every <> '{}' and among <> '{}'
          and search_keys(s.kind, s.hashes, s.owner_id, s.at) @> all_of
          and search_keys(s.kind, s.hashes, s.owner_id, s.at) && any_of
        order by at desc
      -- One by one, so that a name that thousands share asks of as many contacts as are wanted.
      ) e cross join lateral (select c.owner_id, c.barred from contact c where c.id = e.contact_id offset 0) c
      where e.kind = wanted and (since is null or e.at >= since)
        and (at_least < 2 or (select count(*) from unnest(e.hashes) h where h = any (among)) >= at_least)
        and ((is_counsellor and c.owner_id = me) or (in_house and (is_lead or centre = centre_of(c.owner_id))))
        and (c.barred = '{}' or not actor_is_among(c.barred))
      order by e.at desc limit left_over;
    get diagnostics found_now = row_count;
    left_over := left_over - found_now;
    month := month - 1;
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------
-- Earlier contacts of the same number or chat identity, for whoever holds the live one

create function holds_contact(contact_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp
  as $$ select exists (select from contact c where c.id = $1 and c.owner_id = actor_id()
                         and c.status in ('active', 'held', 'closing', 'wrap_up')
                         and (c.barred = '{}' or not actor_is_among(c.barred))) $$;

-- Ids, newest first. `spellings` are the hashes of the live contact's identity in every form it may have been kept in.
create function contacts_of_same_identity(live uuid, spellings bytea[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.id from contact_identity i join contact c on c.id = i.contact_id
          where i.exact_hash = any (spellings) and c.id <> live and holds_contact(live)
            and exists (select from contact_identity l where l.contact_id = live and l.exact_hash = any (spellings))
            and (c.barred = '{}' or not actor_is_among(c.barred))
          order by c.arrived_at desc $$;

-- The earlier contacts that this transaction may read, for it has shown that it holds one of the same identity.
create function previous_contacts() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.previous_contacts', true), '')::uuid[] $$;
create function show_previous(live uuid, spellings bytea[], most integer) returns uuid[]
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  shown uuid[] := array(select contacts_of_same_identity(live, spellings) limit most);
begin
  perform set_config('nightlight.previous_contacts', shown::text, true);
  return shown;
end $$;

create policy staff_same_identity on contact for select to nightlight_staff using (id = any (previous_contacts()));
create policy staff_side_same_identity on contact_key for select to nightlight_staff
  using (contact_id = any (previous_contacts()));
create policy staff_same_identity on message for select to nightlight_staff
  using (contact_id = any (previous_contacts()));
create policy staff_same_identity on record_field for select to nightlight_staff
  using (contact_id = any (previous_contacts()));

alter table access_log drop constraint access_log_why_check;
alter table access_log add constraint access_log_why_check check (why in ('own', 'supervision', 'break_glass', 'previous'));

-- Numbers in all their spellings: whose they are, and which contacts came from them.
drop function people_of_identity, contacts_of_identity;
create function people_of_identity(spellings bytea[]) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select person_id from person_identity where exact_hash = any (spellings) $$;
create function contacts_of_identity(spellings bytea[]) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp
  as $$ select contact_id from contact_identity where exact_hash = any (spellings) $$;

revoke all on function search_entries, holds_contact, contacts_of_same_identity, show_previous, follow_owner,
  people_of_identity, contacts_of_identity from public;
grant execute on function search_entries, show_previous to nightlight_staff;
grant execute on function people_of_identity to nightlight_gateway;
grant execute on function contacts_of_identity to nightlight_engine;

-- ---------------------------------------------------------------------------------------------------------------
-- The rows themselves: where the words may be read

alter table search_entry enable row level security;
alter table search_entry force row level security;
revoke all on search_entry from public;
create policy owner_all on search_entry to current_user using (true) with check (true);
grant select, insert, update, delete on search_entry to nightlight_staff;
create policy staff_read on search_entry for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
create policy staff_write on search_entry for insert to nightlight_staff with check (owns_contact(contact_id));
create policy staff_change on search_entry for update to nightlight_staff
  using (owns_contact(contact_id)) with check (owns_contact(contact_id));
create policy staff_tidy on search_entry for delete to nightlight_staff using (owns_contact(contact_id));
grant insert on search_entry to nightlight_gateway;
create policy gateway_arrive on search_entry for insert to nightlight_gateway
  with check (brought_contact(contact_id) and kind = 'phone' and owner_id is null);
