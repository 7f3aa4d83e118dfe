-- What a caller says by pressing a key (docs/decisions/0062), and calls that end because our own line does.

-- Somebody may be listening: the counsellor knows before they speak.
alter table call add cannot_speak_at timestamptz;

-- Whoever rang from a number and pressed the key for it is called back there; the telephone's own channel notes it down.
grant select, insert, update on callback_number to nightlight_gateway;
create policy gateway_own on callback_number to nightlight_gateway
  using (exists (select from contact c where c.id = contact_id and c.channel_id = actor_id()))
  with check (contact_id = locked_contact()
    and exists (select from contact c where c.id = contact_id and c.channel_id = actor_id()));

-- A line that we lost broke the contact off as much as one that they did (0026).
create or replace function past_of_identity(spellings bytea[], now_is timestamptz, cut_off_minutes integer, return_minutes integer,
    out was_cut_off boolean, out has_open_danger boolean, out silent_today integer, out gave_up_from timestamptz)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select coalesce(bool_or(d.danger and c.state ->> 'endedBy' in ('child', 'quick_exit', 'idle', 'line_lost')
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
