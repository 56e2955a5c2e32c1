select * from job where url = ? and format = ? and status = 'completed' order by id desc limit 1
