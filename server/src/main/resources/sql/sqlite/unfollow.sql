-- A download of its own serves from here on.
delete from followed
where list = ?1 and job in (select id from job where url = ?2 and format = ?3)
