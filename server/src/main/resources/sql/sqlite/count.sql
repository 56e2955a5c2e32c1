select status, count(*) as jobs from job group by status
