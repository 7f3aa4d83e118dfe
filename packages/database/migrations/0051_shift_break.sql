-- How long a pause begins a new shift's count is policy like the rest of pacing; it stood here as six hours.
drop function note_record(uuid, uuid, timestamptz, timestamptz, integer, boolean, timestamptz, integer);
create function note_record(counsellor uuid, contact uuid, since timestamptz, closed_at timestamptz, percent integer,
    is_severe boolean, rested timestamptz, half_life_minutes integer, break_hours integer) returns void
  language sql security definer set search_path = public, pg_temp
as $$
  insert into pacing as p (counsellor_id, load, minutes, severe_in_row, protected_until, at)
  select counsellor, w.minutes, w.minutes, is_severe::integer, rested, closed_at
  from (select greatest(0, extract(epoch from closed_at - coalesce(since,
      (select max(o.ended_at) from offer o where o.contact_id = contact and o.counsellor_id = counsellor
        and o.status = 'accepted'), closed_at)) / 60) * percent / 100.0 as minutes) w
  on conflict (counsellor_id) do update set
    load = p.load * power(0.5, greatest(0, extract(epoch from excluded.at - p.at)) / 60 / half_life_minutes) + excluded.load,
    minutes = case when excluded.at - p.at > make_interval(hours => break_hours) then 0 else p.minutes end + excluded.minutes,
    severe_in_row = case when excluded.severe_in_row = 1 then p.severe_in_row + 1 else 0 end,
    protected_until = coalesce(excluded.protected_until, case when p.protected_until > excluded.at then p.protected_until end),
    at = excluded.at
$$;
revoke all on function note_record from public;
grant execute on function note_record to nightlight_staff, nightlight_engine, nightlight_child, nightlight_gateway;
