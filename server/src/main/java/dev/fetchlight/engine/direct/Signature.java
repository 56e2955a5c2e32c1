package dev.fetchlight.engine.direct;

import dev.fetchlight.engine.MediaKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a kind of media file begins.
 *
 * @param fits looks at the first bytes, as ISO 8859-1
 * @param extensions those that such a file may have; the first of them where nothing else tells
 */
record Signature(Predicate<String> fits, List<String> extensions) {
  /** How many bytes of a file are enough to know it. */
  static final int BYTES = 400;

  /** The first that fits holds. */
  private static final List<Signature> KNOWN =
      List.of(
          of(start -> start.startsWith("ftypqt", 4), "mov", "mp4"),
          of(start -> start.startsWith("ftypM4A", 4) || start.startsWith("ftypM4B", 4), "m4a"),
          of(start -> start.startsWith("ftyp3g", 4), "3gp", "mp4"),
          of(start -> start.startsWith("ftyp", 4) && !still(start), "mp4", "m4v", "m4a", "mov"),
          of(Signature::oldQuickTime, "mov", "mp4"),
          of(start -> ebml(start) && start.contains("webm"), "webm", "weba", "mkv"),
          of(start -> ebml(start) && start.contains("matroska"), "mkv", "mka"),
          of(start -> ogg(start) && start.contains("OpusHead"), "opus", "ogg", "oga"),
          of(start -> ogg(start) && start.contains("theora"), "ogv", "ogg"),
          of(Signature::ogg, "ogg", "oga", "ogv", "opus"),
          of(start -> start.startsWith("fLaC"), "flac"),
          of(start -> start.startsWith("RIFF") && start.startsWith("WAVE", 8), "wav"),
          of(start -> start.startsWith("RIFF") && start.startsWith("AVI ", 8), "avi"),
          of(start -> start.startsWith("FLV\u0001"), "flv"),
          of(start -> start.startsWith("ID3"), "mp3", "aac"),
          of(Signature::mpegAudio, "mp3"),
          of(start -> sync(start) && (start.charAt(1) & 0xf6) == 0xf0, "aac"),
          of(start -> transport(start, 0, 188), "ts", "m2ts", "mts"),
          of(start -> transport(start, 4, 192), "m2ts", "mts", "ts"),
          of(start -> start.startsWith("0&\u00b2u\u008ef\u00cf\u0011"), "wmv", "wma", "asf"),
          of(start -> start.startsWith("\u0006\u000e+4\u0002\u0005\u0001\u0001"), "mxf"),
          of(start -> start.startsWith("FORM") && start.startsWith("AIF", 8), "aiff"),
          of(start -> start.startsWith("#!AMR"), "amr"),
          of(start -> start.startsWith("caff"), "caf"),
          of(start -> start.startsWith("wvpk"), "wv"),
          of(start -> start.startsWith(".RMF"), "rm"),
          of(start -> start.startsWith(".snd"), "au"),
          of(start -> start.startsWith("\0\0\u0001\u00ba"), "mpg", "mpeg", "vob"),
          of(start -> start.startsWith("\0\0\u0001\u00b3"), "mpg", "mpeg"));

  private static Signature of(Predicate<String> fits, String... extensions) {
    return new Signature(fits, List.of(extensions));
  }

  /**
   * The kind of a file, or empty where it is no media that is known here.
   *
   * @param first its first {@link #BYTES}, or all where it has fewer
   * @param told extensions that it is said to have, the best word first
   */
  static Optional<MediaKind> kind(byte[] first, List<String> told) {
    String start = new String(first, StandardCharsets.ISO_8859_1);
    return KNOWN.stream()
        .filter(signature -> signature.fits.test(start))
        .findFirst()
        .flatMap(signature -> MediaKind.of("." + signature.extension(told)));
  }

  /** Whether what has come so far is the begin of a page or of another text that people write. */
  static boolean text(ByteBuffer come) {
    int at = 0;
    while (at < come.position() && " \t\r\n\u00ef\u00bb\u00bf".indexOf(come.get(at) & 0xff) >= 0) {
      at++;
    }
    return at < come.position() && "<{[".indexOf(come.get(at) & 0xff) >= 0;
  }

  private String extension(List<String> told) {
    return told.stream().filter(extensions::contains).findFirst().orElse(extensions.getFirst());
  }

  private static boolean oldQuickTime(String start) {
    return List.of("moov", "mdat", "wide").stream().anyMatch(name -> start.startsWith(name, 4));
  }

  private static boolean still(String start) {
    return start.length() >= 12 && MediaKind.still(start.substring(8, 12));
  }

  private static boolean ebml(String start) {
    return start.startsWith("\u001aE\u00df\u00a3");
  }

  private static boolean ogg(String start) {
    return start.startsWith("OggS");
  }

  private static boolean sync(String start) {
    return start.length() > 2 && start.charAt(0) == 0xff;
  }

  /** A frame of layer II or III whose rates are no reserved values. */
  private static boolean mpegAudio(String start) {
    if (!sync(start) || (start.charAt(1) & 0xe0) != 0xe0) {
      return false;
    }
    int layer = start.charAt(1) >> 1 & 3;
    int version = start.charAt(1) >> 3 & 3;
    return (layer == 1 || layer == 2)
        && version != 1
        && (start.charAt(2) & 0xf0) != 0xf0
        && (start.charAt(2) & 0x0c) != 0x0c;
  }

  /** Packets of that length, each with its mark at that place. */
  private static boolean transport(String start, int mark, int length) {
    return start.length() > mark + 2 * length
        && start.charAt(mark) == 'G'
        && start.charAt(mark + length) == 'G'
        && start.charAt(mark + 2 * length) == 'G';
  }
}
