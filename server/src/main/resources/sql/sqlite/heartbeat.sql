update job set
  tick = ?, percent = ?, downloaded_bytes = ?, total_bytes = ?, speed = ?, eta = ?, recorded = ?,
  updated = ?, lease_until = ?
where id = ? and revision = ? and status = 'processing'
