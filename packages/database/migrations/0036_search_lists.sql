-- Lists of the search, measured anew (decision 30): whose they are, of which quarter, and of which kind.
--   * Names of a month were so few that finding their lists cost more than reading them: quarters ask a third as often.
--     Words of notes, which are many, stay in lists of a month, and no longer share one with the syllables of names.
--   * A name that many share is answered from the newest names, of all or of one's own; only rarer ones are looked up in
--     lists.
-- The index is made anew: minutes for each million of entries, once.

drop index search_entry_keys;
drop function search_entries, search_keys, search_scope, search_month;

-- Thirty days for words, ninety for names, counted from the epoch.
create function search_period(kind text, at timestamptz) returns integer language sql immutable parallel safe
  return floor(extract(epoch from at) / case kind when 'word' then 2592000 else 7776000 end)::integer;

-- Everybody's list is nobody's: the nil UUID.
create function search_list(kind text, owner_id uuid, period integer) returns bigint language sql immutable parallel safe
  return uuid_hash_extended(coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), period) # hashtextextended(kind, 0);

-- A phone is rare enough to be looked up as it is; names stand in two lists, words in their counsellor's alone.
create function search_keys(kind text, hashes bigint[], owner_id uuid, at timestamptz) returns bigint[]
  language sql immutable parallel safe
  return case kind
    when 'phone' then hashes
    when 'word' then array(select h # search_list(kind, owner_id, search_period(kind, at)) from unnest(hashes) h)
    else array(select h # search_list(kind, null, search_period(kind, at)) from unnest(hashes) h
      union all select h # search_list(kind, owner_id, search_period(kind, at)) from unnest(hashes) h where owner_id is not null)
  end;

-- Written at once: a list of what is pending would be read by every search, and written out by whoever saves next.
create index search_entry_keys on search_entry using gin (search_keys(kind, hashes, owner_id, at)) with (fastupdate = off);
create index search_entry_newest_names on search_entry (at desc) where kind = 'person';
create index search_entry_own_names on search_entry (owner_id, at desc) where kind = 'person';

-- Entries with all of `every` and, if there are any, at least `at_least` of `among`: newest first, at most `most`, none
-- older than `since` (null: however old). A counsellor finds in their own contacts; a supervisor people and phones of their
-- centre, the clinical lead of all. Nobody finds what is barred to them. What somebody opened, they find without this.
create function search_entries(wanted text, every bigint[], among bigint[], at_least integer, most integer, since timestamptz)
  returns table (contact_id uuid, field text, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  -- So many of the newest names are read faster than the list of a name that one in seventy has, or of one's own that
  -- one in twenty has, for these lie further apart.
  newest_of_all constant integer := 1500;
  newest_of_mine constant integer := 400;
  me uuid := actor_id();
  is_counsellor boolean := actor_has_role('counsellor');
  is_lead boolean := wanted <> 'word' and actor_has_role('clinical_lead');
  in_house boolean := is_lead or (wanted <> 'word' and actor_has_role('supervisor'));
  centre uuid := centre_of(me);
  newest timestamptz;
  newest_names uuid[];
  oldest timestamptz;
  period integer;
  last_period integer;
  list bigint := 0;
  all_of bigint[];
  any_of bigint[];
  found_now integer;
  left_over integer := most;
begin
  if not (in_house or is_counsellor) or (every = '{}' and among = '{}') then return; end if;
  select max(e.at), greatest(min(e.at), since) into newest, oldest from search_entry e;
  if wanted = 'person' and among = '{}' then
    newest_names := array(select n.contact_id from (
        (select s.contact_id, s.hashes from search_entry s where in_house and s.kind = 'person' and s.at >= oldest
          order by s.at desc limit newest_of_all)
        union all (select s.contact_id, s.hashes from search_entry s where not in_house and s.owner_id = me
          and s.kind = 'person' and s.at >= oldest order by s.at desc limit newest_of_mine)) n
      where n.hashes @> every);
    if cardinality(newest_names) >= most then
      return query select e.contact_id, e.field, e.at from (
          select s.* from search_entry s where s.contact_id = any (newest_names) order by s.at desc) e
        cross join lateral (select c.owner_id, c.barred from contact c where c.id = e.contact_id offset 0) c
        where e.kind = wanted and e.hashes @> every
          and ((is_counsellor and c.owner_id = me) or (in_house and (is_lead or centre = centre_of(c.owner_id))))
          and (c.barred = '{}' or not actor_is_among(c.barred))
        order by e.at desc limit most;
      get diagnostics found_now = row_count;
      -- Enough of them, and all that follow are older. Else these are given once more below, with what is older.
      if found_now = most then return; end if;
    end if;
  end if;
  period := search_period(wanted, newest);
  last_period := search_period(wanted, oldest);
  -- Phones stand in one list for all time.
  if wanted = 'phone' then last_period := period; end if;
  while period >= last_period and left_over > 0 loop
    if wanted <> 'phone' then list := search_list(wanted, case when not in_house then me end, period); end if;
    all_of := array(select h # list from unnest(every) h);
    any_of := array(select h # list from unnest(among) h);
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
    period := period - 1;
  end loop;
end $$;
revoke all on function search_entries from public;
grant execute on function search_entries to nightlight_staff;
