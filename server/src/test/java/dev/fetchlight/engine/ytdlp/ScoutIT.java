package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Previews and lists by real yt-dlps. */
class ScoutIT {
  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  void previewsAVideoAndFetchesNoneOfIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Preview preview = preview(bench, "/page?title=Harbour&media=/ladder.mpd");

      assertThat(preview.video().title()).isEqualTo("Harbour");
      assertThat(preview.thumbnail()).hasToString(bench.site.url("/thumbnail.jpg"));
      assertThat(preview.items()).isEmpty();
      assertThat(preview.renditions())
          .extracting(Preview.Rendition::format)
          .containsExactly(Format.BEST, Format.UP_TO_480P, Format.AUDIO);
      assertThat(preview.renditions())
          .extracting(Preview.Rendition::height)
          .containsExactly(720, 480, null);
      assertThat(bench.site.hits("/ladder/720.mp4")).isZero();
    }
  }

  /** What a preview shows is what a download takes. */
  @ParameterizedTest
  @CsvSource({"DEBIAN, BEST", "ZIPAPP, BEST", "DEBIAN, UP_TO_480P", "ZIPAPP, UP_TO_480P"})
  void showsWhatWillBeTaken(Ytdlps ytDlp, Format format) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Preview preview = preview(bench, "/page?media=/ladder.mpd");
      Outcome outcome = bench.fetch("/page?media=/ladder.mpd", Choices.of(format));

      Preview.Rendition shown =
          preview.renditions().stream()
              .filter(each -> each.format() == format)
              .findFirst()
              .orElseThrow();
      assertThat(shown.height()).isEqualTo(Probed.of(((Outcome.Fetched) outcome).file()).height());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/status/404, NOT_FOUND",
    "/status/403, FORBIDDEN",
    "/status/429, RATE_LIMITED",
    "/words, UNSUPPORTED_URL",
    "/feed?count=0, NOT_FOUND",
    "/redirect?to=http://10.1.2.3/clip.mp4, BLOCKED_ADDRESS"
  })
  void saysWhyThereIsNothingToSee(String path, Code expected) throws Exception {
    for (Ytdlps ytDlp : Ytdlps.values()) {
      try (Bench bench = new Bench(ytDlp, scratch)) {
        Sighting sighting = bench.engine.preview(bench.to(path), false, null, 10);

        assertThat(sighting).as("%s", ytDlp).isInstanceOf(Sighting.Unseen.class);
        assertThat(((Sighting.Unseen) sighting).failure().code()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void previewsAListUpToABound(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Preview part = preview(bench, "/feed?count=30&title=News");
      Preview whole = preview(bench, "/feed?count=3");

      assertThat(part.video().title()).isEqualTo("News");
      assertThat(part.items()).hasSize(10);
      assertThat(part.more()).isTrue();
      assertThat(whole.items()).hasSize(3);
      assertThat(whole.more()).isFalse();
      assertThat(whole.renditions()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAListInItsOrderAndPassesOverWhatLeadsNowhere(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      List<Preview.Item> items = new ArrayList<>();

      Optional<Failure> failure =
          bench.engine.expand(bench.to("/feed?count=4&odd"), null, 100, items::add);

      assertThat(failure).isEmpty();
      assertThat(items).extracting(Preview.Item::index).containsExactly(3, 4, 5, 6);
      assertThat(items.getFirst().title()).startsWith("Episode 1 ").contains("@file");
      assertThat(items.getFirst().link()).isEqualTo(bench.to("/page?media=/short.mp4&n=1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leadsToEachVideoOfAPage(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      List<Preview.Item> items = new ArrayList<>();

      assertThat(bench.engine.expand(bench.to("/several"), null, 100, items::add)).isEmpty();

      assertThat(items)
          .extracting(Preview.Item::link)
          .containsExactly(
              bench.to("/clip.mp4"), bench.to("/short.mp4"), bench.to("/portrait.mp4"));
    }
  }

  @Test
  void readsFiveThousandEntriesAndNotOneMore() throws Exception {
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch)) {
      List<Preview.Item> items = new ArrayList<>();

      assertThat(bench.engine.expand(bench.to("/feed?count=6000"), null, 5_000, items::add))
          .isEmpty();

      assertThat(items).hasSize(5_000);
      assertThat(items.getLast().index()).isEqualTo(5_000);
    }
  }

  @Test
  void endsWhenItIsInterruptedAndLeavesNothing() throws Exception {
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch)) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Optional<Failure>> end = new CompletableFuture<>();
      Thread reader =
          Thread.startVirtualThread(() -> {
            try {
              end.complete(
                  bench.engine.expand(
                      bench.to("/feed?count=5000"),
                      null,
                      5_000,
                      _ -> {
                        begun.countDown();
                        try {
                          new CountDownLatch(1).await(); // a reader that is busy for ever
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      }));
            } catch (InterruptedException e) {
              end.completeExceptionally(e);
            }
          });
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(lookingFolders()).hasSize(1);

      reader.interrupt();

      assertThatThrownBy(() -> end.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(lookingFolders()).isEmpty();
    }
  }

  @Test
  void givesUpAPreviewAfterItsTime() throws Exception {
    Patience brief =
        new Patience(
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMillis(300),
            Duration.ofSeconds(2));
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch, brief)) {
      bench.site.hold("/clip.mp4", 0);

      assertThat(bench.engine.preview(bench.to("/clip.mp4"), false, null, 10))
          .isEqualTo(new Sighting.Unseen(Stops.UNANSWERED));
    }
  }

  private static Preview preview(Bench bench, String path) throws Exception {
    Sighting sighting = bench.engine.preview(bench.to(path), false, null, 10);
    assertThat(sighting).isInstanceOf(Sighting.Seen.class);
    return ((Sighting.Seen) sighting).preview();
  }

  private List<Path> lookingFolders() throws Exception {
    try (var folders = Files.newDirectoryStream(scratch, "look-*")) {
      List<Path> found = new ArrayList<>();
      folders.forEach(found::add);
      return found;
    }
  }
}
