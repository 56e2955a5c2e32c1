-- Only what is still as it was read. The lease ends where no worker has it; a new attempt queues anew.
update job set
  due = case when attempt = ?1 then due else ?2 end,
  lease_owner = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_owner end,
  lease_until = case when ?3 = 'processing' and ?4 is not 'gathering' then lease_until end,
  status = ?3, stage = ?4, next_try = ?5, revision = ?6, tick = ?7, attempt = ?8,
  rank = ?9, tries = ?10, cookies = ?11, jar = ?12,
  list_total = ?13, list_completed = ?14, list_failed = ?15, list_cancelled = ?16, list_expanding = ?17,
  percent = ?18, downloaded_bytes = ?19, total_bytes = ?20, speed = ?21, eta = ?22, recorded = ?23,
  described = ?24, video_id = ?25, title = ?26, uploader = ?27, duration = ?28, has_thumbnail = ?29,
  extractor = ?30, webpage_url = ?31, width = ?32, height = ?33,
  file_name = ?34, file_size = ?35, media_type = ?36, provider = ?37, subtitles = ?38, parts = ?39, present = ?40,
  error_code = ?41, error = ?42, notes = ?43,
  created = ?44, updated = ?45, started = ?46, ended = ?47, search = ?48
where id = ?49 and revision = ?50
