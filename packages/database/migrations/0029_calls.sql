-- Telephone calls (docs/decisions/0062). The engine knows what is up; here is which contact a call is, who was rung for
-- it, and when what happened. Numbers are identities of their contacts, sealed there: none is in these tables.

-- One process runs the calls of an engine. Whoever follows bears a higher epoch, and the one before writes nothing more.
create table voice_engine (
  engine       text primary key,
  holder       uuid not null,
  epoch        bigint not null check (epoch > 0),
  alive_until  timestamptz not null
);

create table call (
  engine       text not null,
  call_id      text not null,
  contact_id   uuid not null references contact,
  direction    text not null check (direction in ('in', 'out')),
  rang_at      timestamptz not null,
  answered_at  timestamptz,
  greeted_at   timestamptz,
  talked_at    timestamptz,
  ended_at     timestamptz,
  ended_by     text check (ended_by in ('caller', 'agent', 'engine')),
  cause        integer,
  primary key (engine, call_id),
  check ((ended_at is null) = (ended_by is null))
);
create index call_of_contact on call (contact_id);
create index call_up on call (engine) where ended_at is null;

-- A counsellor's telephone that was rung for a call.
create table call_leg (
  attempt_id     uuid primary key,
  engine         text not null,
  call_id        text not null,
  contact_id     uuid not null references contact,
  counsellor_id  uuid not null references person,
  rang_at        timestamptz not null,
  answered_at    timestamptz,
  joined_at      timestamptz,
  ended_at       timestamptz,
  failure        text check (failure in ('no-answer', 'declined', 'offline', 'cancelled')),
  cause          integer,
  foreign key (engine, call_id) references call
);
create index call_leg_of_call on call_leg (engine, call_id);
create index call_leg_of_contact on call_leg (contact_id);

-- The telephone in a counsellor's browser: one for each, of the sign-in that takes offers.
create table softphone (
  counsellor_id   uuid primary key references person on delete cascade,
  session_id      uuid not null references session on delete cascade,
  asked_at        timestamptz not null,
  provisioned_at  timestamptz,
  online_at       timestamptz
);

-- A place for calls counts while its telephone is registered.
alter table slot add rings boolean not null default false;

-- Whose sign-in is over has no telephone any more.
grant select (id, ended_at, expires_at) on session to nightlight_engine;
create policy engine on session for select to nightlight_engine using (true);

-- The channel that calls of a kind belong to: made when there is none, for the house's own engine needs no key.
create function call_channel(kind text, is_demo boolean) returns uuid language plpgsql security definer
  set search_path = public, pg_temp as $$
declare found uuid;
begin
  if kind not in ('phone', 'web_call') then raise exception '% is no channel of calls', kind; end if;
  perform pg_advisory_xact_lock(hashtext('call_channel'));
  select c.id into found from channel c
    where c.kind = call_channel.kind and c.is_demo = call_channel.is_demo and c.revoked_at is null order by c.id limit 1;
  if found is null then
    insert into channel (id, kind, name, is_demo) values (gen_random_uuid(), call_channel.kind,
      case call_channel.kind when 'phone' then 'Điện thoại' else 'Gọi trên trang web' end, call_channel.is_demo)
      returning id into found;
  end if;
  return found;
end $$;
revoke all on function call_channel from public;
grant execute on function call_channel to nightlight_engine;

alter table voice_engine enable row level security;
alter table voice_engine force row level security;
alter table call enable row level security;
alter table call force row level security;
alter table call_leg enable row level security;
alter table call_leg force row level security;
alter table softphone enable row level security;
alter table softphone force row level security;
revoke all on voice_engine, call, call_leg, softphone from public;
create policy owner_all on voice_engine to current_user using (true) with check (true);
create policy owner_all on call to current_user using (true) with check (true);
create policy owner_all on call_leg to current_user using (true) with check (true);
create policy owner_all on softphone to current_user using (true) with check (true);
grant select, insert, update on voice_engine, call, call_leg, softphone to nightlight_engine;
create policy engine on voice_engine to nightlight_engine using (true) with check (true);
create policy engine on call to nightlight_engine using (true) with check (true);
create policy engine on call_leg to nightlight_engine using (true) with check (true);
create policy engine on softphone to nightlight_engine using (true) with check (true);
-- Staff see whether there is a telephone at all, and nothing else of the engines.
grant select (alive_until) on voice_engine to nightlight_staff;
create policy staff_read on voice_engine for select to nightlight_staff using (true);
-- How a call went is read beside its contact.
grant select on call, call_leg to nightlight_staff;
create policy staff_read on call for select to nightlight_staff using (owns_contact(contact_id));
create policy staff_read on call_leg for select to nightlight_staff using (owns_contact(contact_id));
grant select, insert, update on softphone to nightlight_staff;
create policy staff_own on softphone to nightlight_staff
  using (counsellor_id = actor_id()) with check (counsellor_id = actor_id());
