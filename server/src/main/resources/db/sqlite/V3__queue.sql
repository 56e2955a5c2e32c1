-- `format` holds the whole choice from here on, of which the format alone is the plainest; `stage`
-- tells the queued and the completed apart too: paused, waiting, gathered.
alter table job add column site text not null default '';
alter table job add column rank integer not null default 0; -- higher ones go first
alter table job add column tries integer not null default 0; -- that failed since somebody asked
alter table job add column next_try integer;
alter table job add column parent text;
alter table job add column cookies blob; -- sealed
alter table job add column list_total integer; -- these, for a list
alter table job add column list_completed integer;
alter table job add column list_failed integer;
alter table job add column list_cancelled integer;
alter table job add column list_expanding integer;
alter table job add column subtitles text; -- as en.vtt,de.vtt

-- The host of a link in its normal form, without port and without www.
update job set site = substr(url, instr(url, '://') + 3);
update job set site = substr(site, 1, instr(site || '/', '/') - 1);
update job set site = substr(site, 1, instr(site || ':', ':') - 1) where site not like '[%';
update job set site = substr(site, 1, instr(site, ']')) where site like '[%';
update job set site = substr(site, 5) where site like 'www.%';

drop index job_queue;
create index job_queue on job (rank desc, due, seq) where status = 'queued';
create index job_running on job (site) where status = 'processing';
create index job_parent on job (parent, id) where parent is not null;
