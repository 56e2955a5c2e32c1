-- For watchers who may have missed news: what changed lately, and what is no more.
create index job_updated on job (updated);

create table removed (
  job_id text primary key,
  at integer not null
) strict;

create index removed_at on removed (at);
