package dev.fetchlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaKindTest {
  @Test
  void knowsMediaByItsExtensionInAnyCase() {
    assertThat(MediaKind.of("media.MP4")).contains(new MediaKind("mp4", "video/mp4"));
    assertThat(MediaKind.of("media.f137.m4a")).contains(new MediaKind("m4a", "audio/mp4"));
    assertThat(MediaKind.of("opus")).contains(new MediaKind("opus", "audio/ogg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"media.html", "media.svg", "media.exe", "media.mp4.sh", "media.", "", "media.swf"})
  void keepsNothingElse(String name) {
    assertThat(MediaKind.of(name)).isEmpty();
  }
}
