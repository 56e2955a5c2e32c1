update job set
  status = 'processing', stage = 'resolving', revision = revision + 1, tick = 0,
  lease_owner = ?, lease_until = ?, updated = ?, started = ?
where seq = (select seq from job where status = 'queued' order by due, seq limit 1)
returning *
