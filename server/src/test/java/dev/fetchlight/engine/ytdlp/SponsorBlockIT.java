package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.judge.JudgingEngine;
import dev.fetchlight.engine.ytdlp.process.Bounds;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.RuntimeSearch;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.site.PlayerScript;
import dev.fetchlight.site.TubeSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What SponsorBlock knows, marked and removed, and what it should not know. */
class SponsorBlockIT {
  private static final Path OURS = Path.of("..", ".cache", "programs");
  private static final String ID = "LONG0000001";
  private static final double LENGTH = 12;
  private static final String AWAY = "SponsorBlock could not be asked";

  @TempDir Path folder;
  private Path scratch;

  /** Both yt-dlps, each from a warm parent and by itself. */
  enum Kind {
    DEBIAN("/usr/lib/python3/dist-packages"),
    ZIPAPP("target/yt-dlp-zipapp/res/raw/ytdlp");

    private final Path program;

    Kind(String program) {
      this.program = Path.of(program);
    }
  }

  @BeforeEach
  void makeScratch() throws Exception {
    scratch = Files.createDirectories(folder.resolve("data/scratch/job")).toRealPath();
  }

  private final class Visit implements AutoCloseable {
    final TubeSite site;
    final Launcher launcher;
    final Bench bench;

    Visit(Kind kind, boolean warm) throws Exception {
      site = TubeSite.start(PlayerScript.reversing(), folder);
      Path viewer = site.viewer(kind.program, folder);
      RuntimeSearch search = new RuntimeSearch(null, OURS, "");
      launcher =
          new Launcher(
              () -> Programs.find(viewer, null, "/usr/local/bin:/usr/bin:/bin", search),
              Patience.USUAL.grace(),
              warm ? Duration.ofHours(1) : Duration.ZERO,
              new Bounds(folder.resolve("data").toRealPath(), 4 << 20));
      assertThat(launcher.warmUp().join()).isEqualTo(warm);
      bench = new Bench(launcher, scratch, Patience.USUAL);
    }

    Outcome.Fetched fetch(Choices choices) throws Exception {
      Outcome outcome =
          bench.startAt(TubeSite.video(ID), choices).outcome.get(180, TimeUnit.SECONDS);
      assertThat(outcome).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
      return (Outcome.Fetched) outcome;
    }

    /** What is told of SponsorBlock; this site is too small a one for the rest to be usual. */
    List<String> remarks() {
      return bench.remarks().stream().filter(each -> each.contains("SponsorBlock")).toList();
    }

    @Override
    public void close() throws IOException {
      bench.close();
      launcher.close();
      site.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void marksStretchesAsChapters(Kind kind) throws Exception {
    try (Visit visit = new Visit(kind, true)) {
      visit.bench.site.sponsors(answer(stretch("sponsor", 3, 6), stretch("outro", 10, 12)));
      Outcome.Fetched fetched = visit.fetch(wish(Set.of(Category.SPONSOR), Set.of()));

      Probed probed = Probed.of(fetched.file());
      assertThat(probed.seconds()).isCloseTo(LENGTH, within(0.3));
      assertThat(probed.chapters()).anyMatch(title -> title.contains("Sponsor"));
      assertThat(visit.remarks()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void removesStretchesAndPromisesWhatIsLeft(Kind kind) throws Exception {
    try (Visit visit = new Visit(kind, true)) {
      // 6 of 12 seconds, in two stretches that lie over each other.
      visit.bench.site.sponsors(answer(stretch("sponsor", 2, 6), stretch("intro", 5, 8)));
      Choices choices = wish(Set.of(), Set.of(Category.SPONSOR, Category.INTRO));
      List<EngineEvent> heard = new CopyOnWriteArrayList<>();
      JudgingEngine judging = new JudgingEngine(visit.bench.engine, visit.bench.engine::probe);
      Outcome outcome =
          judging.fetch(visit.bench.assignment(TubeSite.video(ID), choices), heard::add);

      assertThat(outcome).as("%s", heard).isInstanceOf(Outcome.Fetched.class);
      assertThat(Probed.of(((Outcome.Fetched) outcome).file()).seconds()).isCloseTo(6, within(1.5));
      assertThat(heard)
          .filteredOn(EngineEvent.Described.class::isInstance)
          .last()
          .satisfies(event ->
              assertThat(((EngineEvent.Described) event).video().duration())
                  .isCloseTo(6, within(0.1)));
    }
  }

  /**
   * @param seconds that the video lasts then
   * @param remark that is made; empty for none
   */
  private record Told(String answer, double seconds, String remark) {}

  private static List<Told> odd() {
    String away = AWAY;
    return List.of(
        new Told("not a word of json", LENGTH, away),
        new Told("{\"videoID\":1}", LENGTH, away),
        new Told("[5]", LENGTH, away),
        new Told("[{\"videoID\":\"" + ID + "\"}]", LENGTH, away),
        new Told("[{\"videoID\":\"" + ID + "\",\"segments\":{\"a\":1}}]", LENGTH, away),
        new Told("500", LENGTH, away),
        new Told("404", LENGTH, "SponsorBlock knows of no such"),
        new Told("[]", LENGTH, "SponsorBlock knows of no such"),
        new Told("http://169.254.169.254/", LENGTH, away),
        new Told("[" + "1,".repeat(3 << 20) + "1]", LENGTH, away),
        new Told(answer(stretch("sponsor", 0, LENGTH)), LENGTH, "so it was kept whole"),
        new Told(answer(stretch("sponsor", -1e9, 1e12)), LENGTH, "so it was kept whole"),
        new Told(
            answer(stretch("sponsor", 0, 6), stretch("sponsor", 5, 11.9)),
            LENGTH,
            "so it was kept whole"),
        new Told(
            answer(stretch("sponsor", -5, -1), stretch("sponsor", 50, 60)),
            LENGTH,
            "SponsorBlock knows of no such"),
        new Told(
            answer(stretch("sponsor", 8, 4), stretch("exec", 2, 4), stretch("sponsor", -3, 2)),
            LENGTH - 2,
            ""),
        new Told(
            answer(Stream.generate(() -> stretch("sponsor", 4, 8)).limit(5_000).toList()),
            LENGTH - 4,
            ""),
        new Told(
            answer(stretch("sponsor", 4, 8).put("segment", new JsonArray().add("4").add(true))),
            LENGTH,
            "SponsorBlock knows of no such"),
        new Told(
            answer(stretch("sponsor", 4, 8).put("videoDuration", 400)),
            LENGTH,
            "another version of this video"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheVideoWhateverItIsTold(Kind kind) throws Exception {
    try (Visit visit = new Visit(kind, true)) {
      for (Told told : odd()) {
        visit.bench.events.clear();
        Nest.sweep(scratch, List.of());
        visit.bench.site.sponsors(told.answer());
        Outcome.Fetched fetched = visit.fetch(wish(Set.of(), Set.of(Category.SPONSOR)));

        String words = told.answer().substring(0, Math.min(100, told.answer().length()));
        assertThat(Probed.of(fetched.file()).seconds())
            .as("%s: %s", words, visit.bench.notes())
            .isCloseTo(told.seconds(), within(1.5));
        assertThat(String.join(" ", visit.remarks()))
            .as("%s: %s", words, visit.bench.notes())
            .matches(
                remark ->
                    told.remark().isEmpty() ? remark.isEmpty() : remark.contains(told.remark()),
                told.remark());
      }
    }
  }

  @Test
  void waitsForNoServerThatDoesNotAnswer() throws Exception {
    try (Visit visit = new Visit(Kind.ZIPAPP, false)) {
      visit.bench.site.sponsors("hang");
      Outcome.Fetched fetched = visit.fetch(wish(Set.of(Category.SPONSOR), Set.of()));

      assertThat(Probed.of(fetched.file()).seconds()).isCloseTo(LENGTH, within(0.3));
      assertThat(visit.remarks()).hasSize(1).first().asString().contains(AWAY);
    }
  }

  @Test
  void saysThatItKnowsOneSiteAlone() throws Exception {
    try (Visit visit = new Visit(Kind.ZIPAPP, true)) {
      Outcome outcome = visit.bench.fetch("/page", wish(Set.of(), Set.of(Category.SPONSOR)));

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(visit.remarks())
          .containsExactly("SponsorBlock knows YouTube's videos alone; this one comes as it is.");
    }
  }

  /** What is cut out is in no chapter's file either. */
  @ParameterizedTest
  @EnumSource
  void splitsWhatIsLeftByItsChapters(Kind kind) throws Exception {
    try (Visit visit = new Visit(kind, true)) {
      visit.site.describe("0:00 One\n0:04 ../../two\n0:08 One");
      visit.bench.site.sponsors(answer(stretch("sponsor", 4, 6)));
      Outcome.Fetched fetched =
          visit.fetch(
              new Choices(
                  Format.BEST,
                  AudioFormat.ORIGINAL,
                  Container.ANY,
                  Subtitles.NONE,
                  Set.of(),
                  null,
                  new Finer(
                      Preferences.NONE,
                      new SponsorBlock(Set.of(), Set.of(Category.SPONSOR)),
                      Set.of(Aside.CHAPTERS))));

      assertThat(fetched.made())
          .extracting(made -> made.part().title())
          .containsExactly("One", "../../two", "One");
      List<Double> lengths = new ArrayList<>();
      for (Outcome.Made made : fetched.made()) {
        assertThat(made.file().getParent()).isEqualTo(scratch);
        lengths.add(Probed.of(made.file()).seconds());
      }
      assertThat(lengths.get(0)).isCloseTo(4, within(1.2));
      assertThat(lengths.get(1)).isCloseTo(2, within(1.2));
      assertThat(lengths.get(2)).isCloseTo(4, within(1.2));
    }
  }

  private static Choices wish(Set<Category> mark, Set<Category> remove) {
    return new Choices(
        Format.BEST,
        AudioFormat.ORIGINAL,
        Container.ANY,
        Subtitles.NONE,
        Set.of(),
        null,
        new Finer(Preferences.NONE, new SponsorBlock(mark, remove), Set.of()));
  }

  private static JsonObject stretch(String category, double from, double to) {
    return new JsonObject()
        .put("category", category)
        .put("actionType", "skip")
        .put("segment", new JsonArray().add(from).add(to))
        .put("UUID", "x")
        .put("videoDuration", 0)
        .put("description", "");
  }

  private static String answer(JsonObject... stretches) {
    return answer(List.of(stretches));
  }

  private static String answer(List<JsonObject> stretches) {
    return new JsonArray()
        .add(new JsonObject().put("videoID", ID).put("segments", new JsonArray(stretches)))
        .encode();
  }
}
