-- A channel can ask for a skill of the helpline's own list: whoever knows what it is about is asked first, and after a
-- while anybody (docs/decisions/0082). It stays with the contact, whatever becomes of the channel.
alter table channel add column skill text references skill;
grant update (skill) on channel to nightlight_staff;
alter table contact add column wanted_skill text;

drop function demand_gateway(bytea, uuid, timestamptz);
create function demand_gateway(key_hash bytea, centre_id uuid, skill text, now timestamptz) returns void language plpgsql stable
  security definer set search_path = public, pg_temp as $$
begin
  perform from channel_key k join channel c on c.id = k.channel_id
    where k.key_hash = demand_gateway.key_hash and c.id = actor_id() and k.revoked_at is null
      and (k.ends_at is null or k.ends_at > demand_gateway.now) and c.revoked_at is null
      and c.centre_id is not distinct from demand_gateway.centre_id and c.skill is not distinct from demand_gateway.skill;
  if not found then
    raise exception 'the key opens no longer' using errcode = 'invalid_authorization_specification';
  end if;
end $$;
revoke execute on function demand_gateway from public;
grant execute on function demand_gateway to nightlight_gateway;
