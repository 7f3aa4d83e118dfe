-- What must be true of a contact's row, in one function. PostgreSQL reads and prepares the expression of each check at
-- every statement that writes: ten of them were a third of what an append to a contact took. A function's expression is
-- prepared once a connection (docs/decisions/0041).
do $$ declare old name; begin
  for old in select conname from pg_constraint where contype = 'c' and conrelid = 'contact'::regclass loop
    execute format('alter table contact drop constraint %I', old);
  end loop;
end $$;

create function is_sound(c contact) returns boolean language plpgsql immutable parallel safe as $$
begin
  return c.status in ('queued', 'offered', 'active', 'held', 'closing', 'wrap_up', 'closed', 'abandoned', 'callback_due',
                      'orphaned')
    and c.lane in ('immediate', 'high', 'normal', 'low')
    and c.version > 0 and c.news_version between 1 and c.version
    -- An owner from acceptance on; held out to exactly one person while offered.
    and (c.owner_id is not null) = (c.status in ('active', 'held', 'closing', 'wrap_up', 'closed'))
    and (c.offered_to is not null) = (c.status = 'offered')
    -- I1: only a running conversation is held out to somebody beside its owner, and not to its owner.
    and (c.state -> 'transfer' is null or coalesce(
          c.status = 'active' and c.state #>> '{transfer,to}' <> c.state ->> 'owner', false))
    -- What stands on the paper is older than its record, and only paper has it.
    and (c.received_at is null or c.received_at <= c.arrived_at)
    and (c.received_at is not null)
        = (c.channel in ('letter', 'official_letter', 'press', 'social_media', 'walk_in', 'outage_paper'));
end $$;

alter table contact add constraint contact_is_sound check (is_sound(contact));
