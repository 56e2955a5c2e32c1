package dev.fetchlight.engine.live;

import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file of what is on tapes. Pictures are never converted; sound is where it is asked for
 * in another form.
 */
final class Montage {
  /** Each reads the one file that it is given. */
  private static final String DEMUXERS = "mpegts,mov,aac,mp3,ac3,eac3,ogg";

  private static final Set<String> PICTURES_IN_MP4 = Set.of("h264", "hevc", "av1", "vp9", "mpeg4");
  private static final Set<String> SOUND_IN_MP4 =
      Set.of("aac", "mp3", "ac3", "eac3", "opus", "flac", "alac");
  private static final Set<String> IN_PACKETS =
      Set.of("h264", "hevc", "mpeg2video", "aac", "mp3", "mp2", "ac3", "eac3", "opus");
  private static final Pattern START = Pattern.compile("start_time=(-?[0-9.]+)");

  /** Farther apart they were not measured by one clock. */
  private static final double MOST_SHIFT = 30;

  private final Path folder;
  private final BiFunction<Path, List<String>, Optional<String>> prober;
  private final Recorder.Mixer mixer;
  private final Consumer<String> remarks;

  Montage(
      Path folder,
      BiFunction<Path, List<String>, Optional<String>> prober,
      Recorder.Mixer mixer,
      Consumer<String> remarks) {
    this.folder = folder;
    this.prober = prober;
    this.mixer = mixer;
    this.remarks = remarks;
  }

  /** A file to be mixed, and what is in it. */
  private record Take(Path file, String picture, String sound, double start) {}

  /** The whole of it; empty where nothing can be made of it. */
  Optional<Path> of(List<Tape> tapes, Choices choices) throws IOException, InterruptedException {
    List<Take> takes = new ArrayList<>();
    for (Tape tape : tapes) {
      joined(tape).map(this::look).ifPresent(takes::add);
    }
    Optional<Take> picture =
        choices.format() == Format.AUDIO
            ? Optional.empty()
            : takes.stream().filter(take -> !take.picture().isEmpty()).findFirst();
    Optional<Take> sound =
        takes.reversed().stream().filter(take -> !take.sound().isEmpty()).findFirst();
    for (String kind : kinds(picture, sound, choices)) {
      Path file = folder.resolve("media." + kind);
      if (mixer.mix(folder, mix(picture, sound, kind), file.getFileName().toString())
          && Files.isRegularFile(file)) {
        tellOfKind(kind, choices);
        return Optional.of(file);
      }
      Files.deleteIfExists(file);
    }
    return Optional.empty();
  }

  private void tellOfKind(String kind, Choices choices) {
    if (choices.format() != Format.AUDIO
        && choices.container() != Container.ANY
        && !choices.container().wire().equals(kind)) {
      remarks.accept(
          "This broadcast cannot be kept as %s without converting it; it is kept as %s."
              .formatted(choices.container().wire().toUpperCase(Locale.ROOT), kind));
    }
  }

  /** The kinds of file that will do, the best first. */
  private static List<String> kinds(Optional<Take> picture, Optional<Take> sound, Choices choices) {
    if (picture.isEmpty() && sound.isEmpty()) {
      return List.of();
    }
    String heard = sound.map(Take::sound).orElse("");
    if (picture.isEmpty() && choices.format() == Format.AUDIO) {
      return switch (choices.audioFormat()) {
        case ORIGINAL -> List.of(own(heard), "mka");
        default -> List.of(choices.audioFormat().wire());
      };
    }
    boolean fits =
        picture.map(Take::picture).map(PICTURES_IN_MP4::contains).orElse(true)
            && (heard.isEmpty() || SOUND_IN_MP4.contains(heard));
    return switch (choices.container()) {
      case MKV -> List.of("mkv");
      case MP4 -> fits ? List.of("mp4", "mkv") : List.of("mkv");
      case ANY ->
          picture.isEmpty()
              ? List.of(own(heard), "mka")
              : fits ? List.of("mp4", "mkv") : List.of("mkv");
    };
  }

  /** The kind of file that a kind of sound has by itself. */
  private static String own(String codec) {
    return switch (codec) {
      case "aac", "alac" -> "m4a";
      case "mp3" -> "mp3";
      case "opus" -> "opus";
      case "vorbis", "flac" -> "ogg";
      default -> "mka";
    };
  }

  private static List<String> mix(Optional<Take> picture, Optional<Take> sound, String kind) {
    List<String> words = new ArrayList<>();
    boolean apart =
        picture.isPresent()
            && sound.isPresent()
            && !picture.get().file().equals(sound.get().file());
    Take first = picture.or(() -> sound).orElseThrow();
    words.addAll(input(first));
    if (apart) {
      double shift = sound.get().start() - picture.get().start();
      if (Math.abs(shift) < MOST_SHIFT && shift != 0) {
        words.addAll(List.of("-itsoffset", Double.toString(shift)));
      }
      words.addAll(input(sound.get()));
    }
    picture.ifPresent(_ -> words.addAll(List.of("-map", "0:v:0")));
    sound.ifPresent(_ -> words.addAll(List.of("-map", (apart ? "1" : "0") + ":a:0")));
    words.addAll(List.of("-dn", "-sn", "-map_metadata", "-1", "-c", "copy"));
    String heard = sound.map(Take::sound).orElse("");
    words.addAll(
        switch (kind) {
          case "mp4" -> List.of("-movflags", "+faststart");
          case "m4a" ->
              converted(heard.equals("aac") || heard.equals("alac"), "aac", "-b:a", "192k");
          case "mp3" -> converted(heard.equals("mp3"), "libmp3lame", "-q:a", "2");
          case "opus" -> converted(heard.equals("opus"), "libopus", "-b:a", "128k");
          case "wav" -> converted(false, "pcm_s16le", "-ar", "48000");
          case "flac" -> converted(heard.equals("flac"), "flac", "-sample_fmt", "s16");
          default -> List.of();
        });
    return words;
  }

  private static List<String> converted(boolean fits, String codec, String option, String value) {
    return fits ? List.of() : List.of("-c:a", codec, option, value);
  }

  private static List<String> input(Take take) {
    return input(take.file());
  }

  private static List<String> input(Path file) {
    List<String> words =
        new ArrayList<>(
            List.of("-format_whitelist", DEMUXERS, "-protocol_whitelist", "file", "-fflags"));
    words.add("+genpts");
    if (file.getFileName().toString().endsWith(".ts")) {
      // A part after a discontinuity may have its streams under other numbers.
      words.addAll(List.of("-merge_pmt_versions", "1"));
    }
    words.addAll(List.of("-i", "file:" + file.getFileName()));
    return words;
  }

  /** All of a tape in one file. */
  private Optional<Path> joined(Tape tape) throws IOException, InterruptedException {
    List<Path> files = tape.files();
    List<Label.Part> parts = tape.label().parts();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (files.size() == 1) {
      return Optional.of(named(files.getFirst(), parts.getFirst().medium()));
    }
    Path whole = files.getFirst().resolveSibling(stem(files.getFirst()) + "-all.ts");
    boolean pages = parts.stream().allMatch(part -> part.medium() == Medium.PAGES);
    if (pages) {
      whole = whole.resolveSibling(stem(files.getFirst()) + "-all.ogg");
    }
    int lost = 0;
    try (OutputStream out = Files.newOutputStream(whole)) {
      for (int each = 0; each < files.size(); each++) {
        Path part = named(files.get(each), parts.get(each).medium());
        Path packets = pages ? part : packets(part);
        if (packets == null) {
          lost++;
          continue;
        }
        long _ = Files.copy(packets, out);
        if (!packets.equals(part)) {
          Files.delete(packets);
        }
      }
    }
    if (lost == files.size()) {
      return Optional.of(named(files.getFirst(), parts.getFirst().medium()));
    }
    if (lost > 0) {
      remarks.accept(
          "The broadcast changed its form; %d of its %d parts could not be put together with the others."
              .formatted(lost, files.size()));
    }
    return Optional.of(whole);
  }

  /** The same as packets, which can be put behind each other; null where that cannot be. */
  private @Nullable Path packets(Path part) throws IOException, InterruptedException {
    if (part.getFileName().toString().endsWith(".ts")) {
      return part;
    }
    Take take = look(part);
    boolean fits =
        (take.picture().isEmpty() || IN_PACKETS.contains(take.picture()))
            && (take.sound().isEmpty() || IN_PACKETS.contains(take.sound()))
            && !(take.picture().isEmpty() && take.sound().isEmpty());
    String name = stem(part) + ".packets.ts";
    List<String> words = new ArrayList<>(input(part));
    words.addAll(List.of("-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", "-f", "mpegts"));
    return fits && mixer.mix(folder, words, name) ? folder.resolve(name) : null;
  }

  /** A link under a name that tells ffmpeg what it is. */
  private static Path named(Path part, Medium medium) throws IOException {
    String kind =
        switch (medium) {
          case PACKETS -> ".ts";
          case FRAGMENTS -> ".mp4";
          case SOUND -> ".sound";
          case PAGES -> ".ogg";
        };
    Path named = part.resolveSibling(stem(part) + kind);
    Files.deleteIfExists(named);
    return Files.createLink(named, part);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
  }

  private Take look(Path file) {
    List<String> question =
        List.of(
            "-format_whitelist",
            DEMUXERS,
            "-show_entries",
            "stream=codec_type,codec_name:format=start_time",
            "-of",
            "default=noprint_wrappers=1");
    String said = prober.apply(file, question).orElse("");
    String picture = "";
    String sound = "";
    String name = "";
    double start = 0;
    for (String line : said.lines().toList()) {
      if (line.startsWith("codec_name=")) {
        name = line.substring("codec_name=".length());
      } else if (line.equals("codec_type=video") && picture.isEmpty()) {
        picture = name;
      } else if (line.equals("codec_type=audio") && sound.isEmpty()) {
        sound = name;
      }
      Matcher matcher = START.matcher(line);
      start = matcher.matches() ? Double.parseDouble(matcher.group(1)) : start;
    }
    return new Take(file, picture, sound, start);
  }
}
