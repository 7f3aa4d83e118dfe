-- The wall between a demo and everything real is the installation (decision 36). A real one never holds a person or a
-- channel of a demo, so no contact can come by one; and every way into a demo is a demo's, whoever makes it.
create function keep_demo_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare begun text;
begin
  select kind into begun from installation;
  if new.is_demo and begun = 'real' then
    raise exception 'This installation was begun for real: nothing of a demo comes in' using errcode = 'check_violation';
  end if;
  if tg_table_name = 'channel' and begun = 'demo' then
    new.is_demo := true;
  end if;
  return new;
end $$;
revoke all on function keep_demo_apart() from public;
create trigger keep_demo_apart before insert or update on person for each row
  when (new.is_demo) execute function keep_demo_apart();
create trigger keep_demo_apart before insert or update of is_demo on channel for each row execute function keep_demo_apart();

-- And a demo stays one while anybody of it is there.
create function keep_demo_a_demo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'real' and (exists (select from person where is_demo) or exists (select from channel where is_demo)) then
    raise exception 'This database holds a demo: it cannot be begun for real' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke all on function keep_demo_a_demo() from public;
create trigger keep_demo_a_demo before insert or update on installation for each row execute function keep_demo_a_demo();
