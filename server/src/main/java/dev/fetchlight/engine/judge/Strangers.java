package dev.fetchlight.engine.judge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How files begin that are no media though there may be some in them (magic numbers): ffprobe would
 * look on until it finds a frame of sound in an archive.
 */
final class Strangers {
  /** How many bytes tell. */
  static final int BYTES = 512;

  private static final List<String> BEGINNINGS =
      List.of(
          // archives and packed files
          "PK\u0003\u0004",
          "PK\u0005\u0006",
          "PK\u0007\b",
          "\u001f\u008b",
          "7z\u00bc\u00af'\u001c",
          "Rar!\u001a\u0007",
          "BZh",
          "\u00fd7zXZ",
          "(\u00b5/\u00fd",
          "MSCF",
          "!<arch>",
          // documents
          "%PDF-",
          "%!PS",
          "{\\rtf",
          "\u00d0\u00cf\u0011\u00e0",
          "SQLite format 3",
          // pictures
          "GIF8",
          "\u0089PNG",
          "\u00ff\u00d8\u00ff",
          "II*\0",
          "MM\0*",
          "8BPS",
          "\0\0\0\fJXL ",
          "\0\0\0\fjP  ",
          // programs
          "MZ",
          "\u007fELF",
          "\u00ca\u00fe\u00ba\u00be",
          "\0asm",
          "FWS",
          "CWS",
          "ZWS",
          // fonts
          "wOFF",
          "wOF2",
          "OTTO");

  private static final Pattern MARKUP =
      Pattern.compile("(\u00ef\u00bb\u00bf)?\\s*(<[!?a-zA-Z]|\\{\\s*\").*", Pattern.DOTALL);
  private static final Pattern WIDE_TEXT =
      Pattern.compile("(\u00ff\u00fe[\\s -~]\0|\u00fe\u00ff\0[\\s -~]).*", Pattern.DOTALL);

  /** Media has signs among its first bytes that nobody writes. */
  private static final Pattern TEXT = Pattern.compile("[\\t\\n\\f\\r\u001b -~\u0080-\u00ff]+");

  private Strangers() {}

  /**
   * Whether a file that begins so is something else.
   *
   * @param first its first {@link #BYTES}
   */
  static boolean are(byte[] first) {
    String begin = new String(first, StandardCharsets.ISO_8859_1);
    return BEGINNINGS.stream().anyMatch(begin::startsWith)
        || begin.startsWith("ustar", 257)
        || (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8))
        || MARKUP.matcher(begin).matches()
        || WIDE_TEXT.matcher(begin).matches()
        || TEXT.matcher(begin).matches();
  }
}
