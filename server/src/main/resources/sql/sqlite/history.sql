select * from job
where id < ?
  and status in (select value from json_each(?))
  and created >= ? and created < ?
  and instr(search, ?) > 0
  and (?6 is null or parent = ?6)
  and (?7 = 0 or parent is null)
  and (?8 is null or id in (
    select list from followed where job in (select value from json_each(?8))))
order by id desc
limit ?9
