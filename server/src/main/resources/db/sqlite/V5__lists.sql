-- To find at once which lists do not stand as their downloads do.
create index job_of_list on job (parent, status) where parent is not null;
create index job_list on job (id) where list_total is not null;
