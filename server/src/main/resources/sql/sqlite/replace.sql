-- Only what is still as it was read. The lease ends with the processing; a new attempt queues anew.
update job set
  due = case when attempt = ?1 then due else ?2 end,
  lease_owner = case when ?3 = 'processing' then lease_owner end,
  lease_until = case when ?3 = 'processing' then lease_until end,
  status = ?3, stage = ?4, revision = ?5, tick = ?6, attempt = ?7,
  percent = ?8, downloaded_bytes = ?9, total_bytes = ?10, speed = ?11, eta = ?12,
  described = ?13, video_id = ?14, title = ?15, uploader = ?16, duration = ?17, has_thumbnail = ?18,
  extractor = ?19, webpage_url = ?20, width = ?21, height = ?22,
  file_name = ?23, file_size = ?24, media_type = ?25, provider = ?26, present = ?27,
  error_code = ?28, error = ?29,
  created = ?30, updated = ?31, started = ?32, ended = ?33, search = ?34
where id = ?35 and revision = ?36
