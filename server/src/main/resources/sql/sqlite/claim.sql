-- The first in the queue that may begin: not held back, its time come, its site open and not busy.
update job set
  status = 'processing', stage = 'resolving', revision = revision + 1, tick = 0,
  lease_owner = ?1, lease_until = ?2, updated = ?3, started = ?3,
  next_try = null, error_code = null, error = null, notes = null
where seq = (
  select seq from job
  where status = 'queued' and stage is not 'paused' and (next_try is null or next_try <= ?3)
    and iif(coalesce(cookies, jar) is null, '-', '+') || site not in (select value from json_each(?4))
    and (?5 = 0 or site not in (
      select site from job where status = 'processing' and lease_owner is not null
      group by site having count(*) >= ?5))
  order by rank desc, due, seq limit 1)
returning *
