-- The log is the outbox. Marking every event as told cost a second write of every row; now every event says which node
-- committed it, and a node that still says "I am here" has told everything it committed. Only what a node left behind
-- that went silent is told again.

create table node (
  id              uuid primary key,
  -- When it last said so: what it committed before then has been told.
  told_until      timestamptz not null,
  -- While somebody tells again what it left behind: how far that has come.
  retold_through  bigint not null default 0
);
alter table node enable row level security;
alter table node force row level security;
revoke all on node from public;
create policy owner_all on node to current_user using (true) with check (true);
grant select, insert, update, delete on node to nightlight_engine;
create policy engine on node to nightlight_engine using (true);

drop index event_undelivered;
revoke update (delivered_at) on event from nightlight_engine;
drop policy engine_mark on event;
alter table event drop column delivered_at;
alter table event add column node uuid default nullif(current_setting('nightlight.node', true), '')::uuid;
-- Asked for a stretch of time, once, after a node has died: rows lie in that order as they are.
create index event_by_time on event using brin (at) with (pages_per_range = 16, autosummarize = on);
