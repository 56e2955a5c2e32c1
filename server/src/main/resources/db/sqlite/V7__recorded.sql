-- Seconds of a broadcast that are here.
alter table job add column recorded real;
