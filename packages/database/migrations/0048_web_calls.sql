-- A page's right to call the helpline, once and soon (docs/decisions/0078). Its contact begins with the first ring; until
-- then only the contact's id is known, and no contact is there for it. The secret is derived, and kept nowhere.
create table web_call (
  name            text primary key,
  contact_id      uuid not null unique,
  token_hash      bytea not null unique,
  language        text not null,
  engine          text not null,
  may_ring_until  timestamptz not null,
  provisioned_at  timestamptz,
  -- Which call it became.
  call_id         text
);
create index web_call_of_engine on web_call (engine);

alter table web_call enable row level security;
alter table web_call force row level security;
revoke all on web_call from public;
create policy owner_all on web_call to current_user using (true) with check (true);

-- A page writes its own, before there is a contact; whether anybody runs calls it may know.
grant insert on web_call to nightlight_child;
create policy child_want on web_call for insert to nightlight_child with check (contact_id = actor_id());
grant select (engine, alive_until) on voice_engine to nightlight_child;
create policy child_read on voice_engine for select to nightlight_child using (true);
-- Its line to the exchange is let through while the name is known.
grant select (engine, alive_until) on voice_engine to nightlight_sign_in;
create policy sign_in on voice_engine for select to nightlight_sign_in using (true);
grant select (name, provisioned_at) on web_call to nightlight_sign_in;
create policy sign_in on web_call for select to nightlight_sign_in using (true);
grant select, update (provisioned_at, call_id), delete on web_call to nightlight_engine;
create policy engine on web_call to nightlight_engine using (true) with check (true);

-- Its contact belongs where the channel of such calls does.
drop policy child on channel;
create policy child on channel to nightlight_child using (kind in ('webchat', 'web_call'));
