-- Downloads that are no list's own but serve for an entry of it: they were there before.
create table followed (
  list text not null references job (id) on delete cascade,
  job text not null references job (id) on delete cascade,
  primary key (list, job)
) strict, without rowid;

create index followed_job on followed (job);
