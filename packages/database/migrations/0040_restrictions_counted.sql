-- Operators are told how many restrictions are in force, and how many ran out that nobody looked at again. Only the times
-- are counted: neither whose they are nor why.
grant select (until, ended_by) on restriction to nightlight_engine;
create policy engine_count on restriction for select to nightlight_engine using (true);
