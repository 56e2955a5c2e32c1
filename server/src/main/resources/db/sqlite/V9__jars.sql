-- Logins that are kept under names. What sites are shown is sealed; the key lies beside the database.
create table jar (
  name text primary key,
  site text not null,
  cookies blob not null,
  expires integer,
  put integer not null,
  told integer,
  refusal text
) strict, without rowid;

alter table job add column jar text; -- the name of the one that it is to use
