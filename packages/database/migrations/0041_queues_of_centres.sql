-- A channel can belong to a centre: what comes in by it waits in the centre's own queue, whose id is the centre's. Without
-- one it waits in the queue that everybody serves.
alter table channel add column centre_id uuid references centre;
grant update (centre_id) on channel to nightlight_staff;
