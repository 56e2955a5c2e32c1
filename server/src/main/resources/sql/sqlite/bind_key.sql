insert into idempotency (key, job_id, created) values (?, ?, ?) on conflict (key) do nothing
