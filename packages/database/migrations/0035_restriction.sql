-- Whoever keeps calling for a joke is put behind the others for a while, by a supervisor and with a reason. It hangs on a
-- contact; who else came from there is found by the hash of its number or account. At most a day, and then it has no effect
-- any more, whether or not anybody looked at it again.
create table restriction (
  id              uuid primary key,
  contact_id      uuid not null references contact,
  set_by          uuid not null references person,
  -- Why, sealed as a secret of the installation.
  sealed          bytea not null,
  set_at          timestamptz not null,
  until           timestamptz not null,
  -- When somebody from there last took the place that everybody has.
  ahead_at        timestamptz,
  ended_by        uuid references person,
  ended_at        timestamptz,
  comment_sealed  bytea,
  check (until > set_at and until <= set_at + interval '24 hours'),
  check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (comment_sealed is null))
);
create unique index restriction_open on restriction (contact_id) where ended_by is null;
create index restriction_newest on restriction (set_at desc, id desc);
alter table restriction enable row level security;
alter table restriction force row level security;
revoke all on restriction from public;
create policy owner_all on restriction to current_user using (true) with check (true);

grant select, insert on restriction to nightlight_staff;
grant update (ended_by, ended_at, comment_sealed) on restriction to nightlight_staff;
create policy staff_read on restriction for select to nightlight_staff
  using (actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id));
create policy staff_set on restriction for insert to nightlight_staff
  with check (set_by = actor_id() and ended_by is null and ahead_at is null
    and actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id));
-- Anybody may lift one that is in force; one that ran out is looked at by somebody else than whoever set it.
create function may_end_restriction(until timestamptz, set_by uuid) returns boolean language sql stable
  as $$ select $1 > clock_timestamp() or $2 <> actor_id() $$;
create policy staff_end on restriction for update to nightlight_staff
  using (ended_by is null and may_end_restriction(until, set_by)
    and actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id))
  with check (ended_by = actor_id());

-- Whether anything is known of where a contact came from, and the restriction from there that nobody has ended.
create function restriction_beside(contact uuid, out is_known boolean, out open_id uuid)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (select from contact_identity i where i.contact_id = contact),
    (select r.id from contact_identity i join contact_identity o using (exact_hash)
     join restriction r on r.contact_id = o.contact_id
     where i.contact_id = contact and r.ended_by is null
     order by r.until desc limit 1)
$$;
-- Takes the place that everybody has, where nobody from there did so a moment ago. One at a time.
create function restriction_go_ahead(contact uuid, now_is timestamptz, minutes integer) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
as $$
  with taken as (
    update restriction r set ahead_at = now_is
    where r.ended_by is null and r.until > now_is
      and (r.ahead_at is null or r.ahead_at <= now_is - make_interval(mins => minutes))
      and r.contact_id in (select o.contact_id from contact_identity i join contact_identity o using (exact_hash)
        where i.contact_id = contact)
    returning 1)
  select exists (select from taken)
$$;
revoke all on function restriction_beside, restriction_go_ahead from public;
grant execute on function restriction_beside to nightlight_staff;
grant execute on function restriction_go_ahead to nightlight_gateway, nightlight_engine;

-- What earlier contacts say about one that arrives: a fifth fact.
create function is_restricted(spellings bytea[], now_is timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp
as $$
  select exists (select from restriction r join contact_identity i on i.contact_id = r.contact_id
    where i.exact_hash = any (spellings) and r.ended_by is null and r.until > now_is)
$$;
revoke all on function is_restricted from public;
grant execute on function is_restricted to nightlight_gateway;
