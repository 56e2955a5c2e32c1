insert into meta (name, value) values ('shelf', ?)
on conflict (name) do update set value = excluded.value
