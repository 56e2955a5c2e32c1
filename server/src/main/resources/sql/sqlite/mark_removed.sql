insert or replace into removed (job_id, at) select value, ?2 from json_each(?1)
