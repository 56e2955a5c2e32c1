-- What a download came without, one sentence a line.
alter table job add column notes text;
