insert into job (
  id, url, format, due,
  status, stage, revision, tick, attempt,
  percent, downloaded_bytes, total_bytes, speed, eta,
  described, video_id, title, uploader, duration, has_thumbnail, extractor, webpage_url, width, height,
  file_name, file_size, media_type, provider, present,
  error_code, error,
  created, updated, started, ended, search)
values (
  ?, ?, ?, ?,
  ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
  ?, ?, ?, ?, ?,
  ?, ?,
  ?, ?, ?, ?, ?)
