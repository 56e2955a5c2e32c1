-- The job itself and, for a list, all of its downloads.
delete from job where id = ?1 or parent = ?1 returning id
