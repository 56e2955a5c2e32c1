package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.output.Fields;
import dev.fetchlight.job.outcome.Preview.Rendition;
import dev.fetchlight.job.spec.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams in the order of yt-dlp, the best last. */
class RenditionsTest {
  @Test
  void addsUpPictureAndSound() {
    List<Fields> formats =
        List.of(sound(100), picture(640, 360, 1_000), picture(1920, 1080, 9_000));

    assertThat(Renditions.of(formats, 60.0))
        .containsExactly(
            new Rendition(Format.BEST, 9_100L, true, 1080),
            new Rendition(Format.UP_TO_720P, 1_100L, true, 360),
            new Rendition(Format.AUDIO, 100L, true, null));
  }

  @Test
  void measuresAPictureByItsShorterSide() {
    List<Fields> portrait = List.of(sound(100), picture(480, 854, 500), picture(1080, 1920, 9_000));

    assertThat(Renditions.of(portrait, null))
        .containsExactly(
            new Rendition(Format.BEST, 9_100L, true, 1920),
            new Rendition(Format.UP_TO_720P, 600L, true, 854),
            new Rendition(Format.AUDIO, 100L, true, null));
  }

  @Test
  void takesTheSmallestWhereAllAreTooLarge() {
    List<Fields> large =
        List.of(sound(100), picture(1920, 1080, 9_000), picture(3840, 2160, 90_000));

    assertThat(Renditions.of(large, null))
        .contains(new Rendition(Format.UP_TO_1440P, 9_100L, true, 1080))
        .extracting(Rendition::format)
        .doesNotContain(Format.UP_TO_480P);
  }

  @Test
  void guessesWhereTheSiteTellsNoSize() {
    Map<String, Object> rate = stream("avc1", "mp4a");
    rate.put("tbr", 800.0);

    assertThat(Renditions.of(List.of(new Fields(rate)), 10.0))
        .containsExactly(new Rendition(Format.BEST, 1_000_000L, false, null));
    assertThat(Renditions.of(List.of(new Fields(rate)), null))
        .contains(new Rendition(Format.BEST, null, false, null));
  }

  @Test
  void takesAStreamWithBothWhereThereIsNoSoundAlone() {
    Map<String, Object> both = stream("avc1", "mp4a");
    both.put("height", 480.0);
    both.put("filesize", 700.0);

    assertThat(Renditions.of(List.of(new Fields(both)), 60.0))
        .contains(new Rendition(Format.BEST, 700L, true, 480))
        .noneMatch(each -> each.format() == Format.AUDIO && each.bytes() != null);
  }

  @Test
  void leavesOutWhatCannotBeFetched() {
    Map<String, Object> rtmp = stream("avc1", "mp4a");
    rtmp.put("protocol", "rtmp");
    Map<String, Object> silent = stream("avc1", "none");

    assertThat(Renditions.of(List.of(new Fields(rtmp)), 60.0)).isEmpty();
    assertThat(Renditions.of(List.of(), 60.0)).isEmpty();
    assertThat(Renditions.of(List.of(new Fields(silent)), 60.0))
        .extracting(Rendition::format)
        .containsExactly(Format.BEST);
  }

  private static Fields picture(int width, int height, long bytes) {
    Map<String, Object> stream = stream("avc1", "none");
    stream.put("width", (double) width);
    stream.put("height", (double) height);
    stream.put("filesize", (double) bytes);
    return new Fields(stream);
  }

  private static Fields sound(long bytes) {
    Map<String, Object> stream = stream("none", "mp4a");
    stream.put("filesize", (double) bytes);
    return new Fields(stream);
  }

  private static Map<String, Object> stream(String picture, String sound) {
    return new HashMap<>(Map.of("protocol", "https", "vcodec", picture, "acodec", sound));
  }
}
