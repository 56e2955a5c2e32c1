package dev.fetchlight.engine.ytdlp.output;

/** Whether something is broadcast, by its site's word (yt-dlp's live_status). */
public enum Airing {
  /** It is none, or the site does not tell. */
  NONE,
  UPCOMING,
  RUNNING,
  OVER;

  static Airing of(Fields fields) {
    String status = fields.text("live_status").orElse("");
    return switch (status) {
      case "is_upcoming" -> UPCOMING;
      case "is_live" -> RUNNING;
      case "was_live", "post_live" -> fields.flag("is_live") ? RUNNING : OVER;
      default -> fields.flag("is_live") ? RUNNING : NONE;
    };
  }
}
