-- Readings of the floor are numbered in the order of what they saw: the number is drawn, and the reading made, by one at
-- a time over all nodes. A screen never goes back to a reading with a lower number, on whichever node it is served.
create sequence floor_reading;
revoke all on sequence floor_reading from public;
grant usage on sequence floor_reading to nightlight_engine;
