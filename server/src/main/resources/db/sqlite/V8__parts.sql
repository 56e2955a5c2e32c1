-- Files that were made of a download's media and lie beside it, one a line.
alter table job add column parts text;
