-- Only what is still as it was read. The lease ends where no worker has it; a new attempt queues anew.
update job set
  due = case when attempt = ?1 then due else ?2 end,
  lease_owner = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_owner end,
  lease_until = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_until end,
  status = ?3, stage = ?4, next_try = ?5, revision = ?6, tick = ?7, attempt = ?8,
  rank = ?9, tries = ?10, cookies = ?11,
  list_total = ?12, list_completed = ?13, list_failed = ?14, list_cancelled = ?15, list_expanding = ?16,
  percent = ?17, downloaded_bytes = ?18, total_bytes = ?19, speed = ?20, eta = ?21,
  described = ?22, video_id = ?23, title = ?24, uploader = ?25, duration = ?26, has_thumbnail = ?27,
  extractor = ?28, webpage_url = ?29, width = ?30, height = ?31,
  file_name = ?32, file_size = ?33, media_type = ?34, provider = ?35, subtitles = ?36, present = ?37,
  error_code = ?38, error = ?39, notes = ?40,
  created = ?41, updated = ?42, started = ?43, ended = ?44, search = ?45
where id = ?46 and revision = ?47
