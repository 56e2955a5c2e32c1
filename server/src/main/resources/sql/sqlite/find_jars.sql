select * from jar where ?1 is null or name = ?1 order by name
