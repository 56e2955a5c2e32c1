package dev.fetchlight.engine.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a recording has ended. It is noted, so that another run makes the file and no more. */
enum Reason {
  /** The broadcast is over. */
  OVER(""),

  /** The broadcast is over, and its last part was broadcast while nobody recorded. */
  MISSED("The broadcast ended while it was not being recorded: its last part is missing."),

  /** Nothing comes any more. */
  AWAY(
      "The recording ended because nothing came of the broadcast any more, with no word of its"
          + " end."),

  /** Somebody wanted it so. */
  HAND("The recording was ended by hand, before the broadcast was over."),

  /** It is as large as it may be. */
  SIZE(
      "The recording ended where it was as large as this server allows"
          + " (FETCHLIGHT_MAX_FILE_SIZE)."),

  /** It is as long as it may be. */
  TIME("The recording ended where it was as long as this server allows (FETCHLIGHT_MAX_DURATION).");

  private static final String FILE = Tape.NAME + "end";

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** What to tell people; empty where there is nothing to tell. */
  Optional<String> sentence() {
    return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), name());
  }

  static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  static Optional<Reason> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String name = Files.readString(file).strip();
    return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
  }
}
