select * from job
where id < ?
  and status in (select value from json_each(?))
  and created >= ? and created < ?
  and instr(search, ?) > 0
  and (?6 is null or parent = ?6)
order by id desc
limit ?
