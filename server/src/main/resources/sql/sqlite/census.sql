-- Those that have ended are as far as they get.
select
  status, count(*) as jobs,
  sum(case when status in ('queued', 'processing') then percent else 100 end) as percent,
  max(rank) as highest, min(rank) as lowest
from job where ?1 is null or parent = ?1 or id in (select job from followed where list = ?1)
group by status
