-- Only what is still as it was read. The lease ends where no worker has it; a new attempt queues anew.
update job set
  due = case when attempt = ?1 then due else ?2 end,
  lease_owner = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_owner end,
  lease_until = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_until end,
  status = ?3, stage = ?4, next_try = ?5, revision = ?6, tick = ?7, attempt = ?8,
  rank = ?9, tries = ?10, cookies = ?11,
  list_total = ?12, list_completed = ?13, list_failed = ?14, list_cancelled = ?15, list_expanding = ?16,
  percent = ?17, downloaded_bytes = ?18, total_bytes = ?19, speed = ?20, eta = ?21, recorded = ?22,
  described = ?23, video_id = ?24, title = ?25, uploader = ?26, duration = ?27, has_thumbnail = ?28,
  extractor = ?29, webpage_url = ?30, width = ?31, height = ?32,
  file_name = ?33, file_size = ?34, media_type = ?35, provider = ?36, subtitles = ?37, parts = ?38, present = ?39,
  error_code = ?40, error = ?41, notes = ?42,
  created = ?43, updated = ?44, started = ?45, ended = ?46, search = ?47
where id = ?48 and revision = ?49
