package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent.Described;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that are files and links that are not, from a media site through a real door. */
class DirectEngineIT {
  @TempDir Path scratch;

  @Test
  void fetchesAFileByOneRequest() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch("/clip.mp4"), "mp4");

      assertThat(fetched.file()).hasSameBinaryContentAs(bench.site.file("clip.mp4"));
      assertThat(fetched.mediaType()).isEqualTo("video/mp4");
      assertThat(bench.site.ranges("/clip.mp4")).containsExactly("bytes=0-");
      assertThat(files()).containsExactly(fetched.file());
      assertThat(bench.elsewhere.jobs).isEmpty();
      assertThat(bench.events.getFirst()).isInstanceOf(Described.class);
      assertThat(bench.stages()).containsExactly(Stage.DOWNLOADING);
      assertThat(bench.progress()).extracting(Progress::percent).isSorted().last().isEqualTo(99.0);
      assertThat(bench.progress())
          .extracting(Progress::totalBytes)
          .containsOnly(Files.size(fetched.file()));
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "/clip.mp4, clip",
    "/redirect?to=/dash/audio.m4a, audio",
    "'/clip.mp4?field.Content-Disposition=attachment; filename=\"A b.mp4\"', A b",
  })
  void tellsWhatItIs(String path, String title) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String link = path.replace(" ", "%20").replace("\"", "%22");
      assertThat(bench.fetch(link)).isInstanceOf(Outcome.Fetched.class);

      Described described = bench.of(Described.class).getFirst();
      assertThat(described.thumbnail()).isNull();
      assertThat(described.video().title()).isEqualTo(title);
      assertThat(described.video().extractor()).isEqualTo("direct");
      assertThat(described.video().webpageUrl()).isEqualTo(bench.site.url(link));
    }
  }

  @Test
  void keepsWhatItsListSaysOfIt() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.listed =
          new VideoInfo(null, "Part one: the sea", null, 61.5, false, null, null, null, null);
      assertThat(bench.fetch("/clip.mp4")).isInstanceOf(Outcome.Fetched.class);

      VideoInfo described = bench.of(Described.class).getFirst().video();
      assertThat(described.title()).isEqualTo("Part one: the sea");
      assertThat(described.duration()).isEqualTo(61.5);
      assertThat(described.extractor()).isEqualTo("direct");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/hls/clip.m3u8",
        "/dash/separate.mpd",
        "/thumbnail.jpg",
        "/thumbnail.jpg?field.Content-Type=video/mp4",
        "/words",
        "/status/404",
        "/status/204",
        "/clip.mp4?field.Content-Encoding=gzip",
        "/hls/clip.m3u8?field.Content-Type=audio/mpegurl",
        "/redirect?to=/words",
      })
  void leavesEverythingElseToTheOther(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertThat(failure(bench.fetch(path))).isEqualTo(Bench.Elsewhere.FAILURE);
      assertThat(bench.elsewhere.jobs).hasSize(1);
      assertThat(bench.events).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void leavesASiteThatIsNotThereToTheOther() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertThat(failure(bench.fetchFrom("http://127.0.0.1:1/clip.mp4")))
          .isEqualTo(Bench.Elsewhere.FAILURE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/octet-stream",
    "binary/octet-stream",
    "audio/x-whatever",
    "Video/MP4; codecs=x",
    "''"
  })
  void trustsTheBytesMoreThanTheType(String type) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String encoded = URLEncoder.encode(type, StandardCharsets.UTF_8);
      assertThat(bench.fetch("/short.mp4?field.Content-Type=" + encoded))
          .isInstanceOf(Outcome.Fetched.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/any/stream.php?file=short.mp4, mp4",
    "/any/watch?file=short.mp4&field.Content-Type=text/html, mp4",
    "/any/clip.exe?file=unusual.webm&field.Content-Type=text/plain, webm",
    "/any/clip.mp4?file=unusual.webm&field.Content-Type=video/mp4, webm",
    "/any/a.m2ts?file=hls/clip0.ts&field.Content-Type=application/octet-stream, m2ts",
    "/any/?file=dash/audio.m4a&field.Content-Type=image/jpeg, m4a",
  })
  void knowsMediaByItsBytesWhateverItIsCalled(String path, String extension) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      whole(bench.fetch(path), extension);
      assertThat(bench.elsewhere.jobs).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/empty/clip.mp4",
        "/empty/sound?field.Content-Type=audio/mpeg",
        "/empty/x?field.Content-Type=video/mp4",
      })
  void saysThatAFileIsEmpty(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertThat(failure(bench.fetch(path))).isEqualTo(Trouble.EMPTY);
      assertThat(bench.elsewhere.jobs).isEmpty();
    }
  }

  @Test
  void knowsAStationWithoutAnEnd() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String station = "/nolength/clip.mp4?field.icy-name=Radio+One&field.Content-Type=audio/mpeg";
      Preview preview = ((Sighting.Seen) bench.preview(station)).preview();

      assertThat(preview.video().title()).isEqualTo("Radio One");
      assertThat(preview.renditions())
          .singleElement()
          .satisfies(only -> {
            assertThat(only.format()).isEqualTo(Format.AUDIO);
            assertThat(only.bytes()).isNull();
          });
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void theSameLinkHasTheSameEndWhateverCameBefore() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.fetch("/page");
      whole(bench.fetch("/any/watch?file=short.mp4"), "mp4");
      bench.fetch("/page");
      whole(bench.fetch("/any/watch?file=short.mp4"), "mp4");
      assertThat(bench.elsewhere.jobs).hasSize(2);
    }
  }

  @Test
  void takesSoundAloneOnlyFromASoundFile() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      whole(bench.fetch("/dash/audio.m4a", Format.AUDIO, Bench.LIMITS), "m4a");
      assertThat(failure(bench.fetch("/short.mp4", Format.AUDIO, Bench.LIMITS)))
          .isEqualTo(Bench.Elsewhere.FAILURE);
    }
  }

  @Test
  void fetchesAFileWhoseLengthIsNotTold() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch("/nolength/clip.mp4"), "mp4");
      assertThat(fetched.file()).hasSameBinaryContentAs(bench.site.file("clip.mp4"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/clip.mp4", "/nolength/clip.mp4"})
  void refusesWhatIsTooLarge(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Limits small = new Limits(1_000_000, Duration.ofHours(1));
      assertThat(failure(bench.fetch(path, Format.BEST, small)).code()).isEqualTo(Code.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.1.2.3/clip.mp4", "http://[::1]/clip.mp4", "ftp://127.0.0.1/x"})
  void refusesARedirectToTheInside(String to) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Failure failure = failure(bench.fetch("/redirect?to=" + to));
      assertThat(failure.code()).isEqualTo(Code.BLOCKED_ADDRESS);
      assertThat(failure.sentence()).contains(", which this server must not reach.");
      assertThat(bench.elsewhere.jobs).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Repr-Digest, SHA-256, sha-256=:%s:",
    "Digest, SHA-256, 'adler32=1, SHA-256=%s'",
    "Digest, MD5, md5=%s",
    "Content-MD5, MD5, %s",
    "x-goog-hash, MD5, 'crc32c=n03x6A==,md5=%s'",
  })
  void keepsNothingThatIsNotWhatTheSitePromised(String field, String algorithm, String form)
      throws Exception {
    try (Bench bench = new Bench(scratch)) {
      byte[] bytes = Files.readAllBytes(bench.site.file("short.mp4"));
      byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
      whole(bench.fetch("/short.mp4?field." + field + "=" + form(form, digest)), "mp4");

      digest[3]++;
      Failure failure =
          failure(bench.fetch("/short.mp4?field." + field + "=" + form(form, digest)));
      assertThat(failure.code()).isEqualTo(Code.NETWORK);
      assertThat(files())
          .extracting(Path::getFileName)
          .map(Path::toString)
          .containsExactly("media.mp4");
    }
  }

  private static String form(String form, byte[] digest) {
    String value = form.formatted(Base64.getEncoder().encodeToString(digest));
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Test
  void previewsAFileByItsHeadAlone() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.site.hold("/clip.mp4", 10_000);
      Preview seen = ((Sighting.Seen) bench.preview("/clip.mp4")).preview();
      assertThat(seen.video().title()).isEqualTo("clip");
      assertThat(seen.renditions())
          .containsExactly(
              new Preview.Rendition(
                  Format.BEST, Files.size(bench.site.file("clip.mp4")), true, null));
      assertThat(seen.items()).isEmpty();

      Sighting refused = bench.preview("/redirect?to=http://10.1.2.3/clip.mp4");
      assertThat(((Sighting.Unseen) refused).failure().code()).isEqualTo(Code.BLOCKED_ADDRESS);
      assertThat(bench.preview("/page")).isEqualTo(new Sighting.Unseen(Bench.Elsewhere.FAILURE));
    }
  }

  @Test
  void isAsReadyAsTheOther() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertThat(bench.readiness()).isEqualTo(bench.elsewhere.readiness());
    }
  }

  private static Outcome.Fetched whole(Outcome outcome, String extension) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    Outcome.Fetched fetched = (Outcome.Fetched) outcome;
    assertThat(fetched.extension()).isEqualTo(extension);
    return fetched;
  }

  private static Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.toList();
    }
  }
}
