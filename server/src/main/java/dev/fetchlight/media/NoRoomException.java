package dev.fetchlight.media;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;

/** The shelf is well, but takes nothing more: its bytes, its files or a quota are used up. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;

  public NoRoomException(String message, IOException cause) {
    super(message, cause);
  }

  /** Whether nothing but room is missing. */
  public static boolean meantBy(Throwable e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(words -> words.contains("no space left") || words.contains("quota exceeded"));
  }
}
