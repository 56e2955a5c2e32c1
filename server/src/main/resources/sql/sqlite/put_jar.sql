insert into jar (name, site, cookies, expires, put, told, refusal)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
on conflict (name) do update set
  site = excluded.site, cookies = excluded.cookies, expires = excluded.expires,
  put = excluded.put, told = excluded.told, refusal = excluded.refusal
