-- Downloads whose list is no more, as a version that did not look for it left them.
select id from job
where parent is not null and not exists (select 1 from job as list where list.id = job.parent)
