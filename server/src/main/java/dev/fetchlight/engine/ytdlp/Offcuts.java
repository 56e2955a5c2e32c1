package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.order.Wishes;
import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.engine.ytdlp.process.Ffmpeg;
import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.job.outcome.Legible;
import dev.fetchlight.job.outcome.StoredMedia.Part;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the files that are wanted beside media of it: one for each chapter, its sound alone. What
 * cannot be made is told, for the media is worth having without it.
 */
final class Offcuts {
  private static final int LONGEST_TITLE = 200;

  /** All of them together may be so many times as large as the media. */
  private static final int TIMES = 2;

  private static final long SLACK = 16L << 20;

  private final Ffmpeg ffmpeg;
  private final Ffprobe ffprobe;
  private final Path media;
  private final Choices wanted;
  private final Consumer<String> remarks;

  /**
   * @param media whole, in the scratch folder
   */
  Offcuts(Ffmpeg ffmpeg, Ffprobe ffprobe, Path media, Choices wanted, Consumer<String> remarks) {
    this.ffmpeg = ffmpeg;
    this.ffprobe = ffprobe;
    this.media = media;
    this.wanted = wanted;
    this.remarks = remarks;
  }

  /** Whether anything is wanted. */
  static boolean wanted(Choices choices) {
    return !choices.finer().also().isEmpty();
  }

  /**
   * Makes all that is wanted.
   *
   * @param chapters as the media has them; one more than may be tells of many
   */
  List<Outcome.Made> make(List<Line.Chapter> chapters) throws IOException, InterruptedException {
    List<Outcome.Made> made = new ArrayList<>();
    if (Wishes.splits(wanted)) {
      made.addAll(split(chapters));
    } else if (wanted.finer().also().contains(Aside.CHAPTERS)) {
      remarks.accept("A clip is not split by chapters: their times are those of the whole.");
    }
    if (wanted.finer().also().contains(Aside.AUDIO)) {
      sound().ifPresent(made::add);
    }
    return made;
  }

  private List<Outcome.Made> split(List<Line.Chapter> chapters)
      throws IOException, InterruptedException {
    if (chapters.isEmpty()) {
      remarks.accept("The site tells of no chapters to split this by.");
      return List.of();
    }
    if (chapters.size() > Line.MOST_PARTS) {
      remarks.accept(
          "It has more than " + Line.MOST_PARTS + " chapters, and so was not split by them.");
      return List.of();
    }
    MediaKind kind = MediaKind.of(media.getFileName().toString()).orElse(MediaKind.UNKNOWN);
    List<Outcome.Made> made = new ArrayList<>();
    long room = TIMES * Files.size(media) + SLACK;
    double end = 0;
    int failed = 0;
    for (int index = 0; index < chapters.size(); index++) {
      Line.Chapter chapter = chapters.get(index);
      double from = Math.max(end, chapter.from());
      Optional<Outcome.Made> file =
          chapter.to() <= from || room <= 0
              ? Optional.empty()
              : chapter(index + 1, from, chapter, kind, room);
      if (file.isPresent()) {
        made.add(file.get());
        room -= file.get().part().size();
        end = chapter.to();
      } else {
        failed++;
      }
    }
    if (failed > 0) {
      remarks.accept(
          "Of the %d chapters %d could not be kept as files of their own."
              .formatted(chapters.size(), failed));
    }
    return made;
  }

  private Optional<Outcome.Made> chapter(
      int number, double from, Line.Chapter chapter, MediaKind kind, long room)
      throws IOException, InterruptedException {
    String title = Legible.line(chapter.title(), LONGEST_TITLE);
    Part part = new Part(Aside.CHAPTERS, number, title, kind.extension(), kind.mediaType(), 0);
    List<String> how = List.of("-ss", Wishes.seconds(from));
    List<String> what =
        List.of(
            "-t",
            Wishes.seconds(chapter.to() - from),
            "-map",
            "0:V?",
            "-map",
            "0:a?",
            "-map",
            "0:s?",
            "-c",
            "copy",
            "-map_chapters",
            "-1",
            "-avoid_negative_ts",
            "make_zero",
            "-fs",
            Long.toString(room));
    return made(part, how, what).filter(file -> file.part().size() < room);
  }

  private Optional<Outcome.Made> sound() throws IOException, InterruptedException {
    String codec =
        ffprobe
            .ask(
                media,
                List.of(
                    "-select_streams",
                    "a:0",
                    "-show_entries",
                    "stream=codec_name",
                    "-of",
                    "csv=p=0"))
            .map(said -> said.lines().findFirst().orElse("").strip().replaceAll(",.*", ""))
            .orElse("");
    if (codec.isEmpty()) {
      remarks.accept("There is no sound in it to be kept alone.");
      return Optional.empty();
    }
    Sound sound = Sound.of(codec, wanted.audioFormat());
    MediaKind kind = MediaKind.of("audio." + sound.extension()).orElseThrow();
    if (media.getFileName().toString().endsWith("." + kind.extension())) {
      remarks.accept("It is sound alone already.");
      return Optional.empty();
    }
    Part part = new Part(Aside.AUDIO, 0, "", kind.extension(), kind.mediaType(), 0);
    List<String> what = new ArrayList<>(List.of("-map", "0:a:0", "-map_chapters", "-1"));
    what.addAll(sound.options());
    Optional<Outcome.Made> made = made(part, List.of(), what);
    if (made.isEmpty()) {
      remarks.accept("Its sound could not be kept alone.");
    }
    return made;
  }

  private Optional<Outcome.Made> made(Part part, List<String> how, List<String> what)
      throws IOException, InterruptedException {
    Path file = media.resolveSibling(part.shelfName());
    if (!ffmpeg.make(media, how, what, file)
        || !Files.isRegularFile(file)
        || Files.size(file) == 0) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    Part whole =
        new Part(
            part.kind(),
            part.number(),
            part.title(),
            part.extension(),
            part.mediaType(),
            Files.size(file));
    return Optional.of(new Outcome.Made(file, whole));
  }

  /**
   * How sound is kept alone: as it is where that fits.
   *
   * @param extension of the kind of file
   */
  private record Sound(String extension, List<String> options) {
    private static final List<String> COPY = List.of("-c:a", "copy");

    static Sound of(String codec, AudioFormat wanted) {
      String name = codec.toLowerCase(Locale.ROOT);
      return switch (wanted) {
        case ORIGINAL -> new Sound(home(name), COPY);
        case M4A ->
            new Sound("m4a", name.equals("aac") ? COPY : List.of("-c:a", "aac", "-b:a", "192k"));
        case MP3 ->
            new Sound(
                "mp3", name.equals("mp3") ? COPY : List.of("-c:a", "libmp3lame", "-q:a", "2"));
        case OPUS ->
            new Sound(
                "opus", name.equals("opus") ? COPY : List.of("-c:a", "libopus", "-b:a", "160k"));
        case FLAC -> new Sound("flac", name.equals("flac") ? COPY : List.of("-c:a", "flac"));
        case WAV -> new Sound("wav", List.of("-c:a", "pcm_s16le"));
      };
    }

    /** The kind of file that sound of this kind is at home in. */
    private static String home(String codec) {
      return switch (codec) {
        case "aac", "alac" -> "m4a";
        case "mp3", "opus", "flac", "ac3", "eac3" -> codec;
        case "vorbis" -> "ogg";
        default -> codec.startsWith("pcm_") ? "wav" : "mka";
      };
    }
  }
}
