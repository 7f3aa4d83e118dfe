-- Signing in: sessions that live and rotate, guessing that gets slower, second factors, PINs, invitations.
-- Everything here is seen by the role that signs people in, and by no other.

-- ---------------------------------------------------------------------------------------------------------------
-- Sessions. The token changes while the session lives; the one before is good until the new one has been seen, and a
-- minute longer. Whoever comes with it after that holds a copy, and the session ends.

alter table session
  add column stage          text not null default 'open' check (stage in ('second_factor', 'enrolment', 'open')),
  add column previous_hash  bytea unique,
  add column rotated_at     timestamptz not null default clock_timestamp(),
  -- When the newest token was first used; null until then.
  add column confirmed_at   timestamptz default clock_timestamp(),
  add column seen_at        timestamptz not null default clock_timestamp(),
  add column locked_at      timestamptz,
  add column pin_failures   integer not null default 0,
  -- What the person was doing when the lock took them off the floor; given back by the unlock.
  add column intent_before_lock text,
  -- Browser and system in coarse words, never the whole header.
  add column browser        text not null default 'other',
  add column system         text not null default 'other';
create index session_of_person on session (person_id, seen_at desc) where ended_at is null;

-- ---------------------------------------------------------------------------------------------------------------
-- What somebody signs in with

alter table credential add column pin_hash text;

-- Sealed as a secret of the installation, bound to its person. A new one waits for its first code; the one before stays
-- good meanwhile.
create table second_factor (
  person_id       uuid primary key references person on delete cascade,
  sealed          bytea,
  pending_sealed  bytea,
  -- The last time step whose code was taken: no code is good twice.
  last_step       bigint not null default 0,
  confirmed_at    timestamptz,
  check ((sealed is null) = (confirmed_at is null))
);

create table recovery_code (
  person_id  uuid not null references person on delete cascade,
  code_hash  bytea not null,
  used_at    timestamptz,
  primary key (person_id, code_hash)
);

-- A link for choosing a password: for somebody new, or after a reset.
create table invitation (
  token_hash  bytea primary key,
  person_id   uuid not null references person on delete cascade,
  purpose     text not null check (purpose in ('invite', 'reset')),
  created_at  timestamptz not null default clock_timestamp(),
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index invitation_of_person on invitation (person_id) where used_at is null;

-- Tries at signing in, by keyed hash of account or address: no name and no address can be read from it.
create table sign_in_try (
  key_hash       bytea primary key,
  failures       integer not null default 0,
  -- Tries that came while they had to wait.
  refused        integer not null default 0,
  tried_at       timestamptz not null default clock_timestamp(),
  blocked_until  timestamptz not null default '-infinity',
  -- Whether the last try was one of those.
  was_refused    boolean not null default false
);
create index sign_in_try_by_age on sign_in_try (tried_at);

-- A browser in which somebody signed in fully before: guesses of strangers do not make it wait.
create table known_device (
  token_hash  bytea not null,
  person_id   uuid not null references person on delete cascade,
  used_at     timestamptz not null default clock_timestamp(),
  primary key (token_hash, person_id)
);
create index known_device_of_person on known_device (person_id, used_at);

do $$
declare t text;
begin
  foreach t in array array['second_factor', 'recovery_code', 'invitation', 'sign_in_try', 'known_device'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
    execute format('create policy owner_all on %I to current_user using (true) with check (true)', t);
    execute format('create policy sign_in on %I to nightlight_sign_in using (true)', t);
  end loop;
end $$;

grant insert, update on credential to nightlight_sign_in;
grant select, insert, update, delete on second_factor, recovery_code, sign_in_try, known_device to nightlight_sign_in;
grant select, insert, update on invitation to nightlight_sign_in;

-- Staff saw whole rows of their own sessions; leases need the id and whose it is, and nothing else.
revoke select on session from nightlight_staff;
grant select (id, person_id) on session to nightlight_staff;
