select * from job
where status = 'processing' and (lease_owner = ? or lease_until <= ?)
order by rank desc, due, seq
