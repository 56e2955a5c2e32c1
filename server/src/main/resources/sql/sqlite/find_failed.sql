-- The newest that failed, unless a later one was completed.
select * from job
where status = 'failed' and url = ?1 and format = ?2
  and not exists (
    select 1 from job as later
    where later.url = ?1 and later.format = ?2 and later.status = 'completed' and later.seq > job.seq)
order by seq desc limit 1
