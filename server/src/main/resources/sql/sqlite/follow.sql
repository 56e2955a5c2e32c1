-- Nothing where the list was removed meanwhile.
insert or ignore into followed (list, job)
select ?1, ?2 where exists (select 1 from job where id = ?1)
