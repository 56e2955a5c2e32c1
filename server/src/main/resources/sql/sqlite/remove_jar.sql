delete from jar where name = ?1
