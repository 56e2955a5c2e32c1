-- One row per download. Times are Unix milliseconds, sizes bytes, durations seconds.
create table job (
  seq integer primary key, -- order of arrival
  id text not null unique,
  url text not null,
  format text not null,
  status text not null check (status in ('queued', 'processing', 'completed', 'failed', 'cancelled')),
  stage text,
  revision integer not null,
  tick integer not null,
  attempt integer not null,
  due integer not null, -- when this attempt joined the queue; an interruption keeps the place
  lease_owner text,
  lease_until integer,

  percent real not null,
  downloaded_bytes integer,
  total_bytes integer,
  speed real,
  eta integer,

  described integer not null, -- whether the site has told anything yet
  video_id text,
  title text,
  uploader text,
  duration real,
  has_thumbnail integer not null,
  extractor text,
  webpage_url text,
  width integer,
  height integer,

  file_name text,
  file_size integer,
  media_type text,
  provider text,
  present integer,

  error_code text,
  error text,

  created integer not null,
  updated integer not null,
  started integer,
  ended integer,

  search text not null -- title, uploader and link, folded in Java: SQLite folds ASCII alone
) strict;

-- Two submits at one instant make one job.
create unique index job_live on job (url, format) where status in ('queued', 'processing');
create index job_queue on job (due, seq) where status = 'queued';
create index job_status on job (status, id);
create index job_completed on job (url, format, id) where status = 'completed';

create table idempotency (
  key text primary key,
  job_id text not null references job (id) on delete cascade,
  created integer not null
) strict;

create index idempotency_job on idempotency (job_id);
create index idempotency_created on idempotency (created);

create table meta (
  name text primary key,
  value text not null
) strict;
