package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Says of a file what it is and whether it is whole, whatever it is called. */
final class Judge {
  /** Their heads say how long they are; of the others that is worked out from what is there. */
  private static final Set<String> SAY_THEIR_LENGTH =
      Set.of("mov", "matroska", "avi", "flv", "asf", "flac", "aiff", "mxf", "wv");

  private static final long UNKNOWN_SIZE = 0x7fff_0000L;

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
   */
  Verdict judge(Path file, String extension) throws IOException {
    Optional<Finding> quick = Boxes.read(file);
    Optional<Finding> finding = quick.isPresent() ? quick : probe(file);
    if (finding.isEmpty()) {
      return begun(file) ? new Verdict.Cut() : new Verdict.Strange();
    }
    if (finding.get().cutShort() || lacksBytes(file) || (quick.isEmpty() && Boxes.torn(file))) {
      return new Verdict.Cut();
    }
    return new Verdict.Good(Containers.kind(finding.get(), file, extension), finding.get());
  }

  private Optional<Finding> probe(Path file) {
    String said = ask(file, Probed.head()).orElse("");
    Optional<Finding> head = Probed.finding(said);
    Double promised = head.map(Finding::promised).orElse(null);
    if (head.isEmpty() || promised == null || !SAY_THEIR_LENGTH.contains(head.get().container())) {
      return head;
    }
    Double end = ask(file, Probed.tail(promised)).map(Probed::end).orElse(null);
    return head.map(each -> withEnd(each, end == null ? null : end - Probed.start(said)));
  }

  private static Finding withEnd(Finding head, @Nullable Double there) {
    return new Finding(head.container(), head.picture(), head.sound(), head.promised(), there);
  }

  private Optional<String> ask(Path file, List<String> what) {
    List<String> arguments = new ArrayList<>(List.of("-format_whitelist", Containers.NAMES));
    arguments.addAll(what);
    return prober.apply(file, arguments);
  }

  /** Whether it begins as media whose index would stand behind what is there. */
  private static boolean begun(Path file) throws IOException {
    String name = new String(begin(file), StandardCharsets.ISO_8859_1);
    return name.startsWith("ftyp", 4) || name.startsWith("mdat", 4) || name.startsWith("moov", 4);
  }

  /** Whether a RIFF file (AVI, WAV) says that it is longer. */
  private static boolean lacksBytes(Path file) throws IOException {
    byte[] begin = begin(file);
    long size =
        Integer.toUnsignedLong(ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    return new String(begin, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
        && size < UNKNOWN_SIZE
        && size > file.toFile().length();
  }

  /** The first eight bytes, or zeros. */
  private static byte[] begin(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.copyOf(in.readNBytes(8), 8);
    }
  }
}
