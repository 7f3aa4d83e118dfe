-- What goes wrong with the telephone and wants a supervisor to know: how often, since when, and when last. No numbers.
create table voice_trouble (
  engine    text not null,
  code      text not null check (code in ('lines_full', 'not_recorded', 'one_number')),
  times     bigint not null check (times > 0),
  began_at  timestamptz not null,
  last_at   timestamptz not null,
  primary key (engine, code)
);
alter table voice_trouble enable row level security;
alter table voice_trouble force row level security;
revoke all on voice_trouble from public;
create policy owner_all on voice_trouble to current_user using (true) with check (true);
grant select, insert, update on voice_trouble to nightlight_engine;
create policy engine on voice_trouble to nightlight_engine using (true) with check (true);
