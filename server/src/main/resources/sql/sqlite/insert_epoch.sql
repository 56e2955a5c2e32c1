insert into meta (name, value) values ('epoch', ?) on conflict (name) do nothing
