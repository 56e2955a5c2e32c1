insert or replace into removed (job_id, at) values (?, ?)
