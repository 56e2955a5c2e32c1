insert into job (
  id, url, format, site, parent, due,
  status, stage, next_try, revision, tick, attempt,
  rank, tries, cookies, jar,
  list_total, list_completed, list_failed, list_cancelled, list_expanding,
  percent, downloaded_bytes, total_bytes, speed, eta, recorded,
  described, video_id, title, uploader, duration, has_thumbnail, extractor, webpage_url, width, height,
  file_name, file_size, media_type, provider, subtitles, parts, present,
  error_code, error, notes,
  created, updated, started, ended, search)
values (
  ?, ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?, ?,
  ?, ?, ?, ?,
  ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?, ?, ?,
  ?, ?, ?,
  ?, ?, ?, ?, ?)
