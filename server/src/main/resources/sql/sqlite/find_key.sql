select job.* from idempotency join job on job.id = idempotency.job_id where idempotency.key = ?
