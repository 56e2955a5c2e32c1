select * from job where url = ? and format = ? and status in ('queued', 'processing')
