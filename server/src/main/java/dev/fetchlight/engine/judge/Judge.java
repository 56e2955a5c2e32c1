package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Says of a file what it is and whether it is whole, whatever it is called. */
final class Judge {
  /** Their heads say how long they are; of the others that is worked out from what is there. */
  private static final Set<String> SAY_THEIR_LENGTH =
      Set.of("mov", "matroska", "avi", "flv", "asf", "flac", "aiff", "mxf", "wv");

  /** With them it is the moment of the end, whenever they begin. */
  private static final Set<String> SAY_THEIR_END = Set.of("matroska", "flv");

  private final BiFunction<Path, List<String>, Optional<String>> prober;

  /** What came of looking at a file. */
  sealed interface Verdict {
    /** It is whole. */
    record Good(MediaKind kind, Finding finding) implements Verdict {}

    /** It is media, and ends too early. */
    record Cut() implements Verdict {}

    /** It is no media. */
    record Strange() implements Verdict {}
  }

  /**
   * @param prober has ffprobe say of a file what these arguments ask for; empty where it can make
   *     nothing of it
   */
  Judge(BiFunction<Path, List<String>, Optional<String>> prober) {
    this.prober = prober;
  }

  /**
   * @param extension as the file is called so far
   * @param counted whether to count where only that tells how long it is
   */
  Verdict judge(Path file, String extension, boolean counted) throws IOException {
    Boxes boxes = Boxes.of(file);
    if (boxes.absurd() || boxes.still() || Strangers.are(begin(file))) {
      return new Verdict.Strange();
    } else if (boxes.cut()) {
      return new Verdict.Cut();
    }
    String said = boxes.finding().isPresent() ? "" : ask(file, Probed.head()).orElse("");
    Optional<Finding> finding = boxes.finding().or(() -> Probed.finding(said));
    if (finding.isEmpty()) {
      return boxes.begun() ? new Verdict.Cut() : new Verdict.Strange();
    }
    Finding found = finding.get();
    if (found.there() == null) {
      OptionalLong end = Extent.of(file, found.container());
      if (end.orElse(0) > Files.size(file)) {
        return new Verdict.Cut();
      } else if (stands(file, found)) {
        return new Verdict.Strange();
      }
      found = found.upTo(end.isPresent() ? found.promised() : end(file, found, said, counted));
    }
    return found.cutShort()
        ? new Verdict.Cut()
        : new Verdict.Good(Containers.kind(found, file, extension), found);
  }

  /** Whether the picture in it stands still. */
  private boolean stands(Path file, Finding found) {
    return !found.sound()
        && found.promised() == null
        && Probed.few(ask(file, Probed.firstPackets()).orElse(""));
  }

  /** Seconds up to where there is something; null where that is not looked at. */
  private @Nullable Double end(Path file, Finding head, String said, boolean counted) {
    double start = SAY_THEIR_END.contains(head.container()) ? 0 : Probed.start(said);
    Double promised = head.promised();
    if (promised != null && SAY_THEIR_LENGTH.contains(head.container())) {
      double end =
          Probed.lastPackets(promised)
              .flatMap(arguments -> ask(file, arguments))
              .filter(packets -> !Probed.few(packets))
              .or(() -> ask(file, Probed.packets()))
              .flatMap(Probed::end)
              .orElse(start);
      return end - start;
    }
    return counted && head.guessed()
        ? ask(file, Probed.packets()).flatMap(Probed::end).map(end -> end - start).orElse(null)
        : null;
  }

  private Optional<String> ask(Path file, List<String> what) {
    List<String> arguments = new ArrayList<>(List.of("-format_whitelist", Containers.NAMES));
    arguments.addAll(what);
    return prober.apply(file, arguments);
  }

  private static byte[] begin(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Strangers.BYTES);
    }
  }
}
