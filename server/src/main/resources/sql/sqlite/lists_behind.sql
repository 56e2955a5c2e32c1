-- Lists that were read to their end and do not stand as their downloads do.
with entry as (
  select parent, status from job where parent is not null
  union all
  select followed.list, job.status from followed join job on job.id = followed.job),
standing as (
  select
    parent, count(*) as total, sum(status = 'completed') as completed,
    sum(status = 'failed') as failed, sum(status = 'cancelled') as cancelled
  from entry group by parent)
select job.id
from job left join standing on standing.parent = job.id
where list_total is not null
  and (status in ('completed', 'failed', 'cancelled') or stage = 'gathering')
  and (
    list_total <> coalesce(total, 0)
    or list_completed <> coalesce(completed, 0)
    or list_failed <> coalesce(failed, 0)
    or list_cancelled <> coalesce(cancelled, 0)
    or (stage = 'gathering' and coalesce(total, 0) = coalesce(completed + failed + cancelled, 0)))
