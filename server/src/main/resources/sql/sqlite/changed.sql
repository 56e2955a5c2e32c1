select * from job where updated >= ?
