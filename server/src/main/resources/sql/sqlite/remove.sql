delete from job where id = ?
