select * from job where id in (select value from json_each(?))
