select * from job where id = ? and url = ? and format = ? and status = 'completed' and present = 1
