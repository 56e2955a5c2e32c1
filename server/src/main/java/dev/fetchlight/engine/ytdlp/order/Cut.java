package dev.fetchlight.engine.ytdlp.order;

import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Login;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a clip is cut out of its media. */
public enum Cut {
  /** ffmpeg reads what it needs of plain files, by range and through the gate. */
  WHILE_FETCHING,

  /** yt-dlp fetches streams as it always does, and ffmpeg cuts what lies on the disk. */
  ON_DISK;

  /** The variable that tells yt-dlp's manners which segments a clip needs; see segments.py. */
  public static final String CLIP = "FETCHLIGHT_CLIP";

  private static final Pattern PLAIN = Pattern.compile("https?(\\+https?)*+");

  /** The way to begin with: ffmpeg cannot show a login where the gate cannot look in. */
  public static Cut first(@Nullable Cookies cookies) {
    Login login = cookies == null ? null : cookies.login();
    return login != null && login.origin().startsWith("https:") ? ON_DISK : WHILE_FETCHING;
  }

  /** What that variable says. */
  public static String clip(Clip clip) {
    return Wishes.seconds(clip.from() == null ? 0 : clip.from())
        + "-"
        + (clip.to() == null ? "" : Wishes.seconds(clip.to()));
  }

  /** Whether streams that come in this way, as yt-dlp writes it, can be cut so. */
  public boolean suits(String protocol) {
    return this == ON_DISK || PLAIN.matcher(protocol).matches();
  }
}
