-- Only of the very one that was shown: what somebody handed in meanwhile is another login.
update jar set
  told = ?3, refusal = ?4,
  cookies = coalesce(?5, cookies), expires = iif(?5 is null, expires, ?6)
where name = ?1 and put = ?2
