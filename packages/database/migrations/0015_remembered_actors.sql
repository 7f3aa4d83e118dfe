-- A node remembers for a moment whom a cookie or a channel's key belongs to, and spares itself the look-up. What it
-- remembers opens nothing by itself: each transaction of a remembered actor begins by asking here whether everything
-- that was remembered still holds, and fails when it does not.

create function demand_staff(session_id uuid, roles text[], centre_id uuid, now timestamptz) returns void language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  perform from session s join person p on p.id = s.person_id
    where s.id = demand_staff.session_id and s.person_id = actor_id() and s.ended_at is null and s.locked_at is null
      and s.stage = 'open' and s.expires_at > demand_staff.now and p.suspended_at is null
      and p.roles @> demand_staff.roles and p.roles <@ demand_staff.roles and p.centre_id is not distinct from demand_staff.centre_id;
  if not found then
    raise exception 'no longer signed in as before' using errcode = 'invalid_authorization_specification';
  end if;
end $$;

create function demand_gateway(key_hash bytea, now timestamptz) returns void language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  perform from channel_key k join channel c on c.id = k.channel_id
    where k.key_hash = demand_gateway.key_hash and c.id = actor_id() and k.revoked_at is null
      and (k.ends_at is null or k.ends_at > demand_gateway.now) and c.revoked_at is null;
  if not found then
    raise exception 'the key opens no longer' using errcode = 'invalid_authorization_specification';
  end if;
end $$;

revoke execute on function demand_staff, demand_gateway from public;
grant execute on function demand_staff to nightlight_staff;
grant execute on function demand_gateway to nightlight_gateway;
