package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Bell;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.site.LiveSite.Show;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broadcasts as they begin, go on and end, each recorded for real and looked at by ffprobe. */
class RecorderIT {
  private static final Choices ALL = Choices.of(Format.BEST).with(Live.FROM_START);
  private static final String CLIP = "hls/clip%d.ts";

  @TempDir private Path scratch;
  private Booth booth;

  @BeforeEach
  void open() throws Exception {
    booth = new Booth(scratch);
  }

  @AfterEach
  void close() {
    booth.close();
  }

  @Test
  void recordsUntilTheListEnds() throws Exception {
    Show show = booth.site.show("a").add(CLIP, 0, 3);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(3);
    show.add(CLIP, 3, 6).window(4);
    job.awaitSeconds(6);
    show.add(CLIP, 6, 8).end();

    Booth.Media media = job.media();
    assertThat(media.seconds()).isBetween(7.8, 8.3);
    assertThat(media.streams()).containsExactly("h264 640x360", "aac 44100");
    assertThat(media.extension()).isEqualTo("mp4");
    assertThat(media.packets()).isEqualTo(8 * 25);
    assertThat(job.remarks()).isEmpty();
    assertThat(job.stages()).containsExactly(Stage.RECORDING, Stage.MERGING);
    assertThat(job.progress())
        .allSatisfy(each -> {
          assertThat(each.totalBytes()).isNull();
          assertThat(each.eta()).isNull();
        });
  }

  @Test
  void beginsWithTheLastSegmentWhereNothingElseIsAsked() throws Exception {
    Show show = booth.site.show("a").add(CLIP, 0, 6);
    Booth.Job job = booth.start(Choices.of(Format.BEST), "/a/list.m3u8");
    job.awaitSeconds(1);
    show.add(CLIP, 6, 8).end();

    assertThat(job.media().packets()).isEqualTo(3 * 25);
    assertThat(booth.site.hits("/file/hls/clip4.ts")).isZero();
  }

  @Test
  void keepsWhatIsThereWhenItIsRungOff() throws Exception {
    booth.site.show("a").add(CLIP, 0, 4);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(4);
    job.bell.ring();

    assertThat(job.media().packets()).isEqualTo(4 * 25);
    assertThat(job.remarks()).singleElement().asString().contains("ended by hand");
  }

  @Test
  void saysThatNothingWasThereWhenItIsRungOff() throws Exception {
    booth.site.show("a");
    Bell bell = new Bell();
    bell.ring();
    Booth.Job job = booth.start(ALL, Booth.LIMITS, bell, "/a/list.m3u8");

    assertThat(job.failure().code()).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void keepsWhatIsThereAtItsLargestSize() throws Exception {
    booth.site.show("a").add(CLIP, 0, 12);
    Limits limits = new Limits(1_300_000, Duration.ofHours(1));
    Booth.Job job = booth.start(ALL, limits, new Bell(), "/a/list.m3u8");

    assertThat(job.media().seconds()).isBetween(2.0, 5.0);
    assertThat(job.remarks()).singleElement().asString().contains("FETCHLIGHT_MAX_FILE_SIZE");
  }

  @Test
  void keepsWhatIsThereAtItsGreatestLength() throws Exception {
    booth.site.show("a").add(CLIP, 0, 3);
    Limits limits = new Limits(1 << 30, Duration.ofSeconds(3));
    Booth.Job job = booth.start(ALL, limits, new Bell(), "/a/list.m3u8");

    assertThat(job.media().packets()).isEqualTo(3 * 25);
    assertThat(job.remarks()).singleElement().asString().contains("FETCHLIGHT_MAX_DURATION");
  }

  @Test
  void goesOnWithoutHolesOrDoublesAfterAnInterruption() throws Exception {
    Show show = booth.site.show("a").add(CLIP, 0, 3);
    Booth.Job first = booth.start(ALL, "/a/list.m3u8");
    first.awaitSeconds(3);
    first.interrupt();
    show.add(CLIP, 3, 5);
    Booth.Job second = booth.goOn(ALL, "/a/list.m3u8");
    second.awaitSeconds(5);
    second.interrupt();
    show.add(CLIP, 5, 7).end();

    Booth.Job third = booth.goOn(ALL, "/a/list.m3u8");
    assertThat(third.media().packets()).isEqualTo(7 * 25);
    assertThat(third.media().seconds()).isBetween(6.8, 7.3);
    assertThat(third.remarks()).isEmpty();
    for (int each = 0; each < 7; each++) {
      assertThat(booth.site.hits("/file/hls/clip" + each + ".ts")).isEqualTo(1);
    }
  }

  @Test
  void makesTheFileOfWhatIsThereWhereTheBroadcastEndedMeanwhile() throws Exception {
    booth.site.show("a").add(CLIP, 0, 3);
    Booth.Job first = booth.start(ALL, "/a/list.m3u8");
    first.awaitSeconds(3);
    first.interrupt();
    booth.over = true;

    Booth.Job second = booth.goOn(ALL, "/a/list.m3u8");
    assertThat(second.media().packets()).isEqualTo(3 * 25);
    assertThat(second.remarks()).singleElement().asString().contains("last part is missing");
  }

  @Test
  void bearsAnOutageAndTellsOfWhatItMissed() throws Exception {
    Show show = booth.site.show("a").add(CLIP, 0, 3).window(3);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(3);
    booth.site.away(true);
    int before = booth.site.hits("/a/list.m3u8");
    job.await(() -> booth.site.hits("/a/list.m3u8") > before + 2);
    show.add(CLIP, 3, 9);
    booth.site.away(false);
    job.awaitSeconds(6);
    show.end();

    assertThat(job.media().packets()).isEqualTo(6 * 25);
    assertThat(job.remarks())
        .containsExactly(
            "Something is missing in the recording in one place, about 3 seconds in all.");
  }

  @Test
  void givesUpAnOutageThatLastsAndKeepsWhatIsThere() throws Exception {
    Show show = booth.site.show("a").add(CLIP, 0, 2);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(2);
    show.add(CLIP, 2, 3);
    job.awaitSeconds(3);
    booth.site.away(true);

    assertThat(job.media().packets()).isEqualTo(3 * 25);
    assertThat(job.remarks()).singleElement().asString().contains("nothing came");
  }

  @Test
  void doesNotTakeAListThatNeverGrowsForABroadcast() throws Exception {
    booth.site.show("a").add(CLIP, 0, 3);
    Booth.Job job = booth.start(Choices.of(Format.BEST), "/a/list.m3u8");

    assertThat(job.failure().code()).isEqualTo(Code.STALLED);
  }

  @Test
  void endsWhereTheSiteSaysThatItIsOver() throws Exception {
    booth.site.show("a").add(CLIP, 0, 2);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(2);
    booth.over = true;

    assertThat(job.media().packets()).isEqualTo(2 * 25);
    assertThat(job.remarks()).isEmpty();
  }

  @Test
  void followsABroadcastToAnotherAddress() throws Exception {
    booth.site.show("a").add(CLIP, 0, 2);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(2);
    booth.site.show("b").first(1).add(CLIP, 1, 4).end();
    booth.moved("/b/list.m3u8");

    assertThat(job.media().packets()).isEqualTo(4 * 25);
  }

  @Test
  void goesOnWhereTheSiteCountsAnew() throws Exception {
    Show show = booth.site.show("a").first(5_000).add(CLIP, 0, 2);
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    job.awaitSeconds(2);
    show.restart(3).add(CLIP, 4, 6);
    job.awaitSeconds(4);
    show.end();

    assertThat(job.media().packets()).isEqualTo(4 * 25);
    assertThat(job.remarks()).singleElement().asString().contains("in one place");
  }
}
