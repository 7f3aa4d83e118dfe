-- What a caller says after the tone where nobody can come (docs/decisions/0068): sealed under the contact's own key.

-- Pressing the key for it is the consent to being recorded.
alter table call add consented_at timestamptz;

create table voicemail (
  engine      text not null,
  call_id     text not null,
  contact_id  uuid not null references contact,
  sealed      bytea not null,
  seconds     integer not null check (seconds >= 0),
  left_at     timestamptz not null,
  primary key (engine, call_id),
  foreign key (engine, call_id) references call
);
create index voicemail_of_contact on voicemail (contact_id);
create index voicemail_oldest on voicemail (left_at);
alter table voicemail enable row level security;
alter table voicemail force row level security;
revoke all on voicemail from public;
create policy owner_all on voicemail to current_user using (true) with check (true);

-- The engine's process puts it there while the line is not noted as ended, and never opens it again.
create function owes_message(engine text, call_id text, contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from call k where k.engine = $1 and k.call_id = $2 and k.contact_id = $3
    and k.consented_at is not null and k.ended_at is null) $$;
create function has_consented(contact_id uuid) returns boolean language sql stable
  as $$ select exists (select from call k where k.contact_id = $1 and k.consented_at is not null and k.ended_at is null) $$;
grant select (engine, call_id, contact_id, left_at), insert, delete on voicemail to nightlight_engine;
create policy engine_keep on voicemail for insert to nightlight_engine
  with check (owes_message(engine, call_id, contact_id));
create policy engine_read on voicemail for select to nightlight_engine using (true);
create policy engine_erase on voicemail for delete to nightlight_engine
  using (exists (select from contact c where c.id = contact_id and c.status in ('closed', 'abandoned')));
create policy engine_message on contact_key for select to nightlight_engine using (has_consented(contact_id));

grant select on voicemail to nightlight_staff;
create policy staff_read on voicemail for select to nightlight_staff
  using (owns_contact(contact_id) or has_opened(contact_id));
