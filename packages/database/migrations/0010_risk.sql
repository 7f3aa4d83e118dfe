-- How urgent a contact is, and contacts that are recorded by hand.

-- Levels and ids only; null until something was found. Why a level was changed lies sealed in risk_change.
alter table contact add risk jsonb;
-- The time that stands on the paper; null for what came in by itself, which was received when it arrived.
alter table contact add received_at timestamptz;
alter table contact add check (received_at <= arrived_at);
alter table contact add check ((channel in ('letter', 'official_letter', 'press', 'social_media', 'walk_in', 'outage_paper'))
  = (received_at is not null));

-- A level that a person changed. Sealed as a secret of the installation: whoever has to agree holds no key of the words.
create table risk_change (
  id          uuid primary key,
  contact_id  uuid not null references contact,
  kind        text not null check (kind in ('raised', 'lowered', 'asked')),
  level_from  text check (level_from in ('P1', 'P2', 'P3', 'P4', 'INFO')),
  level_to    text not null check (level_to in ('P1', 'P2', 'P3', 'P4', 'INFO')),
  sealed      bytea,
  by_id       uuid not null references person,
  at          timestamptz not null default clock_timestamp(),
  decided_by  uuid references person,
  decided_at  timestamptz,
  approves    boolean,
  check (kind = 'raised' or sealed is not null),
  check (decided_by <> by_id),
  check (kind = 'asked' or decided_by is null),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approves is null))
);
create index risk_change_of_contact on risk_change (contact_id, at desc);
create index risk_change_to_decide on risk_change (at) where kind = 'asked' and decided_by is null;

-- What was written down beside a contact that was recorded by hand: who says when it came, its number, where it is
-- from. Under the contact's own key.
create table by_hand (
  contact_id   uuid primary key references contact,
  sealed       bytea not null,
  recorded_by  uuid not null references person,
  recorded_at  timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['risk_change', 'by_hand'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
  end loop;
end $$;

-- What was recorded by hand came through no gateway. It stands on a channel of its own, made when it is first needed.
create function by_hand_channel() returns uuid language plpgsql volatile security definer set search_path = public, pg_temp
  as $$
declare id constant uuid := '00000000-0000-7000-8000-000000000001';
begin
  insert into channel (id, kind, name) values (id, 'by_hand', 'by hand') on conflict do nothing;
  return id;
end $$;
revoke all on function by_hand_channel from public;
grant execute on function by_hand_channel to nightlight_staff;

-- Staff record nothing but their own: a counsellor's record, without a line and without a place.
create policy staff_record on contact for insert to nightlight_staff with check (
  channel_id = '00000000-0000-7000-8000-000000000001' and status = 'wrap_up' and owner_id = actor_id()
  and received_at is not null and actor_has_role('counsellor'));
create function recorded_by_hand(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from contact c where c.id = $1 and c.received_at is not null and c.version = 1) $$;
grant insert on contact_key to nightlight_staff;
create policy staff_record on contact_key for insert to nightlight_staff
  with check (contact_id = locked_contact() and owns_contact(contact_id) and recorded_by_hand(contact_id));

grant select, insert on by_hand to nightlight_staff;
create policy staff_read on by_hand for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
create policy staff_record on by_hand for insert to nightlight_staff
  with check (contact_id = locked_contact() and owns_contact(contact_id) and recorded_by = actor_id());

grant select, insert on risk_change to nightlight_staff;
grant update (decided_by, decided_at, approves) on risk_change to nightlight_staff;
create policy staff_read on risk_change for select to nightlight_staff
  using (owns_contact(contact_id)
         or (actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id)));
create policy staff_change on risk_change for insert to nightlight_staff
  with check (contact_id = locked_contact() and owns_contact(contact_id) and by_id = actor_id() and decided_by is null);
create policy staff_decide on risk_change for update to nightlight_staff
  using (kind = 'asked' and decided_by is null and by_id <> actor_id() and contact_id = locked_contact()
         and actor_has_role('supervisor', 'clinical_lead') and not is_barred_from(contact_id))
  with check (decided_by = actor_id());

-- What was recorded by hand is no arrival: it is counted apart.
drop function contact_figures();
create function contact_figures() returns table (status text, lane text, is_by_hand boolean, contacts bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.status, c.lane, c.received_at is not null, count(*) from contact c
          where actor_has_role('leader', 'supervisor', 'clinical_lead')
            and (c.status not in ('closed', 'abandoned') or c.arrived_at > clock_timestamp() - interval '24 hours')
          group by 1, 2, 3 $$;
revoke all on function contact_figures from public;
grant execute on function contact_figures to nightlight_staff;
