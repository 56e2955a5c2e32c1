package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.site.LiveSite.Show;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms that broadcasts come in, and what is no broadcast or none that may be had. */
class RecorderFormIT {
  private static final Choices ALL = Choices.of(Format.BEST).with(Live.FROM_START);
  private static final String CLIP = "hls/clip%d.ts";
  private static final String CUT = "#EXT-X-DISCONTINUITY";

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
  void joinsOverADiscontinuityWithOtherPictures() throws Exception {
    booth
        .site
        .show("a")
        .add(CLIP, 0, 3)
        .line(CUT)
        .add("hls/other/list%d.ts", 0, 1)
        .line(CUT)
        .add(CLIP, 3, 5)
        .end();
    Booth.Media media = booth.start(ALL, "/a/list.m3u8").media();

    assertThat(media.packets()).isGreaterThan(5 * 25 + 20);
    assertThat(media.seconds()).isGreaterThan(5.5);
    assertThat(media.decodes()).isTrue();
  }

  @Test
  void recordsFragmentsOfMp4() throws Exception {
    Show show = booth.site.show("a").head("#EXT-X-MAP:URI=\"/file/hls/fmp4/init.mp4\"\n");
    show.add("hls/fmp4/list%d.m4s", 0, 4).end();
    Booth.Media media = booth.start(ALL, "/a/list.m3u8").media();

    assertThat(media.packets()).isEqualTo(4 * 25);
    assertThat(booth.site.hits("/file/hls/fmp4/init.mp4")).isEqualTo(1);
    assertThat(media.decodes()).isTrue();
  }

  @Test
  void joinsFragmentsWithOtherHeads() throws Exception {
    Show show = booth.site.show("a").head("#EXT-X-MAP:URI=\"/file/hls/fmp4/init.mp4\"\n");
    show.add("hls/fmp4/list%d.m4s", 0, 3)
        .line(CUT)
        .line("#EXT-X-MAP:URI=\"/file/hls/other/other.mp4\"")
        .add("hls/other/part%d.m4s", 0, 1)
        .line(CUT)
        .line("#EXT-X-MAP:URI=\"/file/hls/fmp4/init.mp4\"")
        .add("hls/fmp4/list%d.m4s", 3, 5)
        .end();
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");
    Booth.Media media = job.media();

    assertThat(media.packets()).isGreaterThan(5 * 25 + 20);
    assertThat(media.decodes()).isTrue();
    assertThat(job.remarks()).isEmpty();
  }

  @Test
  void readsStretchesOfAFile() throws Exception {
    long size = booth.site.file("hls/clip0.ts").toFile().length();
    long half = size / 2 / 188 * 188;
    booth
        .site
        .show("a")
        .line("#EXTINF:0.5,\n#EXT-X-BYTERANGE:%d@0\n/file/hls/clip0.ts".formatted(half))
        .line("#EXTINF:0.5,\n#EXT-X-BYTERANGE:%d\n/file/hls/clip0.ts".formatted(size - half))
        .end();

    assertThat(booth.start(ALL, "/a/list.m3u8").media().packets()).isEqualTo(25);
  }

  @Test
  void decryptsWhatIsEncrypted() throws Exception {
    Show show = booth.site.show("a").first(7);
    show.head("#EXT-X-KEY:METHOD=AES-128,URI=\"/file/hls/sealed/key.bin\"\n");
    show.add("hls/sealed/list%d.ts", 0, 5).end();
    Booth.Media media = booth.start(ALL, "/a/list.m3u8").media();

    assertThat(media.streams()).containsExactly("aac 44100");
    assertThat(media.seconds()).isBetween(4.8, 5.3);
    assertThat(media.extension()).isEqualTo("m4a");
    assertThat(booth.site.hits("/file/hls/sealed/key.bin")).isEqualTo(1);
  }

  @Test
  void putsPictureAndSoundTogether() throws Exception {
    Show picture = booth.site.show("v").add("hls/video/list%d.ts", 0, 3);
    Show sound = booth.site.show("s").add("hls/audio/list%d.ts", 0, 3);
    Booth.Job job = booth.start(ALL, "/v/list.m3u8", "/s/list.m3u8");
    job.awaitSeconds(3);
    picture.add("hls/video/list%d.ts", 3, 6).end();
    sound.add("hls/audio/list%d.ts", 3, 6).end();
    Booth.Media media = job.media();

    assertThat(media.streams()).containsExactly("h264 640x360", "aac 44100");
    assertThat(media.seconds()).isBetween(5.8, 6.3);
    assertThat(media.packets()).isEqualTo(6 * 25);
  }

  @Test
  void makesSoundAloneOfIt() throws Exception {
    booth.site.show("a").add(CLIP, 0, 3).end();
    Choices mp3 =
        new Choices(Format.AUDIO, AudioFormat.MP3, Container.ANY, Subtitles.NONE, Set.of(), null);
    Booth.Media media = booth.start(mp3.with(Live.FROM_START), "/a/list.m3u8").media();

    assertThat(media.streams()).containsExactly("mp3 44100");
    assertThat(media.extension()).isEqualTo("mp3");
  }

  @Test
  void leavesOutSegmentsThatAreNone() throws Exception {
    booth
        .site
        .show("a")
        .add(CLIP, 0, 2)
        .line("#EXTINF:1,\n/words")
        .line("#EXTINF:1,\n/file/thumbnail.jpg")
        .line("#EXT-X-GAP\n#EXTINF:1,\n/file/hls/clip4.ts")
        .add(CLIP, 5, 7)
        .end();
    Booth.Job job = booth.start(ALL, "/a/list.m3u8");

    assertThat(job.media().packets()).isEqualTo(4 * 25);
    assertThat(job.remarks()).singleElement().asString().contains("3 places", "3 seconds");
  }

  @Test
  void refusesWhatItMayNotReach() throws Exception {
    booth.site.show("a").line("#EXTINF:1,\nhttp://10.0.0.1/x.ts").end();
    assertThat(booth.start(ALL, "/a/list.m3u8").failure().code()).isEqualTo(Code.BLOCKED_ADDRESS);
  }

  @Test
  void refusesOtherLocksAndLists() throws Exception {
    booth.site.show("a").head("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"/k\"\n").add(CLIP, 0, 1);
    assertThat(booth.start(ALL, "/a/list.m3u8").failure().sentence()).contains("encrypted");
    assertThat(booth.start(ALL, "/nothing/list.m3u8").failure().code()).isEqualTo(Code.NOT_FOUND);
    booth.site.show("b").line("#EXTINF:1,\nfile:///etc/passwd");
    assertThat(booth.start(ALL, "/b/list.m3u8").failure().sentence()).contains("makes no sense");
  }

  @Test
  void leavesBroadcastsForLaterAndClipsAlone() throws Exception {
    Outcome later = booth.start(ALL.with(Live.WAIT), "/a/list.m3u8").outcome();
    assertThat(later)
        .isInstanceOfSatisfying(
            Outcome.Later.class, it -> assertThat(it.why().code()).isEqualTo(Code.UPCOMING));
    Failure dash = booth.start(ALL).failure();
    assertThat(dash.sentence()).contains("DASH");
  }

  @Test
  void recordsAStationUntilItIsRungOff() throws Exception {
    for (String kind : List.of("mp3", "aac")) {
      Booth.Job job = booth.listen(Choices.of(Format.BEST), "/radio." + kind);
      job.awaitSeconds(2);
      job.bell.ring();

      Booth.Media media = job.media();
      assertThat(media.streams()).containsExactly(kind + " 44100");
      assertThat(media.seconds()).isGreaterThan(2);
      booth.forget();
    }
  }

  @Test
  void recordsAStationThatBreaksOff() throws Exception {
    Booth.Job job = booth.listen(Choices.of(Format.BEST), "/radio.mp3");
    job.awaitSeconds(1);
    booth.site.away(true);
    int before = booth.site.hits("/radio.mp3");
    job.await(() -> booth.site.hits("/radio.mp3") > before);
    booth.site.away(false);
    job.awaitSeconds(3);
    booth.site.silence();

    assertThat(job.media().streams()).containsExactly("mp3 44100");
    assertThat(job.remarks()).hasSize(2).anySatisfy(each -> assertThat(each).contains("one place"));
  }
}
