select id from job where id = ? and status <> 'cancelled'
