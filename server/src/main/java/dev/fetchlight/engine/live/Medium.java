package dev.fetchlight.engine.live;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What a segment is made of, by its first bytes. */
enum Medium {
  /** Packets of MPEG-TS, which can be put behind each other whatever is in them. */
  PACKETS,

  /** Fragments of MP4, which belong to the head before them. */
  FRAGMENTS,

  /** Sound without a container: AAC, MP3 or AC-3. */
  SOUND,

  /** Pages of Ogg, which begin with a head. */
  PAGES;

  /** How many bytes are enough to know it. */
  static final int BYTES = 400;

  private static final int PACKET = 188;
  private static final Set<String> BOXES =
      Set.of("ftyp", "styp", "moof", "sidx", "emsg", "mdat", "moov", "prft", "free", "skip");

  /** Empty where it is nothing of the kind, such as a page. */
  static Optional<Medium> of(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("G") && (text.length() <= PACKET || text.charAt(PACKET) == 'G')) {
      return Optional.of(PACKETS);
    }
    if (text.startsWith("OggS")) {
      return Optional.of(PAGES);
    }
    if (text.length() >= 8 && BOXES.contains(text.substring(4, 8))) {
      return Optional.of(FRAGMENTS);
    }
    boolean frame = text.length() > 1 && text.charAt(0) == 0xff && text.charAt(1) >= 0xe0;
    return text.startsWith("ID3") || text.startsWith("\u000bw") || frame
        ? Optional.of(SOUND)
        : Optional.empty();
  }
}
