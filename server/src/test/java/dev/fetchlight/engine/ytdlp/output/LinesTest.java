package dev.fetchlight.engine.ytdlp.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.Planned;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as both versions print them. */
class LinesTest {
  @Test
  void readsWhatTheVideoIs() {
    Metadata metadata =
        described(
            """
            @video {"id": "page-1", "title": "A clip (1)", "duration": 61.5, "thumbnail": \
            "https://example.com/t.jpg", "extractor": "html5", "extractor_key": "HTML5MediaEmbed", \
            "webpage_url": "https://example.com/page", "width": 640, "height": 360, "tbr": 2500.0}\
            """);

    assertThat(metadata.video().title()).isEqualTo("A clip");
    assertThat(metadata.video().duration()).isEqualTo(61.5);
    assertThat(metadata.video().width()).isEqualTo(640);
    assertThat(metadata.thumbnail()).hasToString("https://example.com/t.jpg");
    assertThat(metadata.single()).isEqualTo(new Planned(null, null, 2_500.0));
    assertThat(metadata.list()).isFalse();
    assertThat(metadata.airing()).isEqualTo(Airing.NONE);
  }

  @Test
  void believesNothingOfASite() {
    Metadata metadata =
        described(
            "@video {\"id\": 7, \"title\": \""
                + "é".repeat(9_000)
                + "\", \"duration\": -1,"
                + " \"thumbnail\": \"file:///etc/passwd\", \"width\": 1e99, \"height\": {\"a\": [1]},"
                + " \"webpage_url\": \"javascript:alert(1)\", \"uploader\": \" \", \"channel\": null,"
                + " \"filesize\": -5, \"tbr\": 0}");

    assertThat(metadata.video().title()).hasSize(500);
    assertThat(metadata.video())
        .extracting("id", "duration", "width", "height", "webpageUrl", "uploader")
        .containsOnlyNulls();
    assertThat(metadata.thumbnail()).isNull();
    assertThat(metadata.single()).isEqualTo(Planned.UNKNOWN);
  }

  @Test
  void noticesListsAndLiveStreams() {
    assertThat(described("@video {\"n_entries\": 2}").list()).isTrue();
    assertThat(described("@video {\"n_entries\": 1}").list()).isFalse();
    assertThat(described("@video {\"is_live\": true}").airing()).isEqualTo(Airing.RUNNING);
    assertThat(described("@video {\"live_status\": \"is_live\"}").airing())
        .isEqualTo(Airing.RUNNING);
    assertThat(described("@video {\"live_status\": \"was_live\"}").airing()).isEqualTo(Airing.OVER);
  }

  @Test
  void readsTheStreamsToCome() {
    assertThat(
            Lines.read(
                "@streams [{\"format_id\": \"v\", \"filesize\": 900, \"tbr\": 10.5},"
                    + " {\"format_id\": \"a\"}]"))
        .isEqualTo(new Line.Streams(List.of(new Planned(900L, null, 10.5), Planned.UNKNOWN)));
    Line none = new Line.Streams(List.of());
    assertThat(Lines.read("@streams []")).as("2025.11.12").isEqualTo(none);
    assertThat(Lines.read("@streams {}")).as("2023.03.04").isEqualTo(none);
  }

  @Test
  void readsProgressOfBytesAndOfFragments() {
    assertThat(
            Lines.read(
                "@progress {\"status\": \"downloading\", \"downloaded_bytes\": 1024, \"total_bytes\":"
                    + " null, \"fragment_index\": 0, \"fragment_count\": 12, \"filename\": \"m.mp4\"}"))
        .isEqualTo(new Line.Advanced(new Advance("m.mp4", false, 1_024L, null, 0, 12)));
    assertThat(
            Lines.read(
                "@progress {\"filename\": \"m.mp4\", \"status\": \"finished\", \"total_bytes\": 9}"))
        .isEqualTo(new Line.Advanced(new Advance("m.mp4", true, null, 9L, null, null)));
  }

  @Test
  void readsTheEnd() {
    assertThat(Lines.read("@fetched")).isEqualTo(new Line.Fetched());
    assertThat(Lines.read("@file \"/data/scratch/media.mp4\""))
        .isEqualTo(new Line.Finished(Path.of("/data/scratch/media.mp4")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@video",
        "@video {",
        "@video 7",
        "@video {\"id\": ",
        "@streams [{",
        "@progress x",
        "@file",
        "@file {}",
        "@file \"a\\u0000b\"",
        "[download] 5%",
        "@unknown {}"
      })
  void takesAllElseForNoise(String line) {
    assertThat(Lines.read(line)).isEqualTo(new Line.Noise());
  }

  private static Metadata described(String line) {
    return ((Line.Described) Lines.read(line)).metadata();
  }
}
