-- The first migration decides what cannot be changed cheaply later.
--   * Text about a child is sealed under a key of its own contact; what must be found again is a keyed hash beside it.
--   * Events hold ids, states and times: never personal data or text.
--   * The server signs in as a role that owns nothing; row-level security is forced on every table.
--   * A place (slot) is a row; a contact has at most one live offer; both by constraint, not by counting.

-- ---------------------------------------------------------------------------------------------------------------
-- Who is acting. Settings are transaction-local; unset means nobody, and nobody sees nothing.

create function actor_kind() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.actor_kind', true), '') $$;

create function actor_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.actor_id', true), '')::uuid $$;

-- Set by the statement that locked a contact as an actor who may: opens the routing rows of that one contact.
create function locked_contact() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.locked_contact', true), '')::uuid $$;

-- ---------------------------------------------------------------------------------------------------------------
-- People, sessions, channels

create table person (
  id            uuid primary key,
  username      text not null unique check (username = lower(username)),
  name          text not null,
  display_name  text not null,
  roles         text[] not null,
  languages     text[] not null,
  is_demo       boolean not null default false,
  suspended_at  timestamptz,
  created_at    timestamptz not null default clock_timestamp()
);

create table credential (
  person_id      uuid primary key references person on delete cascade,
  password_hash  text not null
);

create table session (
  id          uuid primary key,
  token_hash  bytea not null unique,
  person_id   uuid not null references person on delete cascade,
  created_at  timestamptz not null default clock_timestamp(),
  expires_at  timestamptz not null,
  ended_at    timestamptz
);

create table channel (
  id          uuid primary key,
  kind        text not null,
  name        text not null,
  key_hash    bytea unique,
  is_demo     boolean not null default false,
  revoked_at  timestamptz
);

-- ---------------------------------------------------------------------------------------------------------------
-- Shifts and presence: four facts, four places

create table shift_template (
  id                uuid primary key,
  name              text not null,
  starts_at_local   text not null check (starts_at_local ~ '^[0-2][0-9]:[0-5][0-9]$'),
  duration_minutes  integer not null check (duration_minutes between 1 and 1440),
  time_zone         text not null
);

create table shift (
  id           uuid primary key,
  template_id  uuid not null references shift_template,
  date         date not null,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null,
  unique (template_id, date),
  check (starts_at < ends_at)
);
create index shift_by_time on shift (ends_at, starts_at);

create table roster (
  shift_id       uuid not null references shift on delete cascade,
  counsellor_id  uuid not null references person on delete cascade,
  checked_in_at  timestamptz,
  primary key (shift_id, counsellor_id)
);

create table presence (
  counsellor_id  uuid primary key references person on delete cascade,
  intent         text not null check (intent in ('available', 'break', 'training', 'off', 'not_responding')),
  intent_since   timestamptz not null,
  missed_in_row  integer not null default 0 check (missed_in_row >= 0),
  version        integer not null default 0
);

create table lease (
  counsellor_id  uuid primary key references person on delete cascade,
  session_id     uuid not null references session on delete cascade,
  epoch          bigint not null,
  alive_until    timestamptz not null,
  lost_at        timestamptz
);

-- ---------------------------------------------------------------------------------------------------------------
-- Contacts

create table contact (
  id              uuid primary key,
  queue_id        text not null,
  channel_id      uuid not null references channel,
  channel         text not null,
  arrival_key     bytea not null,
  language        text not null,
  lane            text not null check (lane in ('immediate', 'high', 'normal', 'low')),
  arrived_at      timestamptz not null,
  version         integer not null check (version > 0),
  news_version    integer not null default 1 check (news_version between 1 and version),
  child_wrote     boolean not null default false,
  record_begun    boolean not null default false,
  skips           jsonb not null default '[]',
  failed_offers   integer not null default 0,
  state           jsonb not null,
  status          text not null generated always as (state ->> 'status') stored,
  owner_id        uuid generated always as ((state ->> 'owner')::uuid) stored,
  offered_to      uuid generated always as ((state #>> '{offer,to}')::uuid) stored,
  unique (channel_id, arrival_key),
  check (status in ('queued', 'offered', 'active', 'held', 'closing', 'wrap_up', 'closed',
                    'abandoned', 'callback_due', 'orphaned')),
  check ((status in ('active', 'held', 'closing', 'wrap_up', 'closed')) = (owner_id is not null)),
  check ((status = 'offered') = (offered_to is not null))
);
create index contact_waiting on contact (queue_id, arrived_at) where status in ('queued', 'orphaned');
create index contact_on_desk on contact (owner_id) where status in ('active', 'held', 'closing', 'wrap_up');
create index contact_of_owner on contact (owner_id, arrived_at desc) where owner_id is not null;

create table child_session (
  token_hash  bytea primary key,
  contact_id  uuid not null references contact on delete cascade,
  expires_at  timestamptz not null,
  ended_at    timestamptz
);
create index child_session_of_contact on child_session (contact_id);

create table slot (
  counsellor_id  uuid not null references person on delete cascade,
  kind           text not null check (kind in ('voice', 'chat')),
  ordinal        integer not null check (ordinal > 0),
  contact_id     uuid references contact,
  freed_at       timestamptz not null default clock_timestamp(),
  primary key (counsellor_id, kind, ordinal)
);
create unique index slot_of_contact on slot (contact_id, counsellor_id) where contact_id is not null;

create table offer (
  id              uuid primary key,
  contact_id      uuid not null references contact,
  counsellor_id   uuid not null references person,
  status          text not null check (status in ('pending', 'shown', 'accepted', 'declined', 'timed_out',
                                                  'rescinded', 'undeliverable')),
  made_at         timestamptz not null,
  shown_at        timestamptz,
  expires_at      timestamptz not null,
  ended_at        timestamptz,
  decline_reason  text,
  explanation     jsonb not null
);
create unique index one_live_offer on offer (contact_id) where status in ('pending', 'shown');
create index live_offer_of on offer (counsellor_id) where status in ('pending', 'shown');
create index offer_by_contact on offer (contact_id, counsellor_id);

-- One running clock a subject. BullMQ rings it by id and generation; a sweep rings what was missed.
create table clock (
  subject     text not null,
  subject_id  uuid not null,
  kind        text not null,
  generation  integer not null default 1,
  due_at      timestamptz not null,
  is_running  boolean not null default true,
  primary key (subject, subject_id)
);
create index clock_due on clock (due_at) where is_running;

-- Audit trail and outbox in one. Ids, states and times only.
create table event (
  seq           bigint generated always as identity primary key,
  subject       text not null,
  subject_id    uuid not null,
  version       integer not null,
  type          text not null,
  data          jsonb not null,
  actor_kind    text not null,
  actor_id      uuid,
  at            timestamptz not null,
  delivered_at  timestamptz,
  unique (subject, subject_id, version)
);
create index event_undelivered on event (seq) where delivered_at is null;

-- ---------------------------------------------------------------------------------------------------------------
-- What was said and written: sealed, under a key per contact

create table contact_key (
  contact_id     uuid primary key references contact,
  master_key_id  text not null,
  wrapped_key    bytea,
  erased_at      timestamptz,
  check ((wrapped_key is null) = (erased_at is not null))
);

create table message (
  id            uuid primary key,
  contact_id    uuid not null references contact,
  sequence      integer not null,
  author        text not null check (author in ('child', 'counsellor')),
  author_id     uuid,
  client_key    text not null,
  sealed        bytea not null,
  posted_at     timestamptz not null,
  delivered_at  timestamptz,
  seen_at       timestamptz,
  unique (contact_id, client_key),
  unique (contact_id, sequence)
);

create table contact_identity (
  contact_id  uuid primary key references contact,
  sealed      bytea not null,
  exact_hash  bytea not null,
  part_hashes bigint[] not null default '{}'
);
create index contact_identity_exact on contact_identity (exact_hash);
create index contact_identity_parts on contact_identity using gin (part_hashes);

create table record_field (
  contact_id     uuid not null references contact,
  field          text not null,
  version        integer not null check (version > 0),
  sealed         bytea not null,
  search_hashes  bigint[] not null default '{}',
  saved_by       uuid not null references person,
  saved_at       timestamptz not null,
  primary key (contact_id, field, version)
);
create index record_field_search on record_field using gin (search_hashes);

create table access_log (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  actor_kind  text not null,
  actor_id    uuid,
  contact_id  uuid not null,
  action      text not null
);
create index access_log_of_contact on access_log (contact_id, at);
