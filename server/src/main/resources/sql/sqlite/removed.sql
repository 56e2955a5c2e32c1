select job_id from removed where at >= ?
