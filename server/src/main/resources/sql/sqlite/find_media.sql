select id from job where status = 'completed' and present limit 1
