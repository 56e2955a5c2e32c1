package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.job.spec.Clip;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SectionTest {
  @Test
  void isAsLongAsItIsAskedForOrAsThereIs() {
    assertThat(section(new Clip(10.0, 30.0), 60).length()).isEqualTo(Duration.ofSeconds(20));
    assertThat(section(new Clip(50.0, 90.0), 60).length()).isEqualTo(Duration.ofSeconds(10));
    assertThat(section(new Clip(50.0, null), 60).length()).isEqualTo(Duration.ofSeconds(10));
    assertThat(section(new Clip(null, 5.5), 60).length()).isEqualTo(Duration.ofMillis(5_500));
    assertThat(new Section(new Clip(5.0, 9.0), null).length()).isEqualTo(Duration.ofSeconds(4));
    assertThat(new Section(new Clip(5.0, null), null).length()).isNull();
  }

  @Test
  void isNoneBeyondTheEnd() {
    assertThat(section(new Clip(60.0, 90.0), 60).beyondTheEnd()).isTrue();
    assertThat(section(new Clip(59.0, 90.0), 60).beyondTheEnd()).isFalse();
    assertThat(new Section(new Clip(60.0, null), null).beyondTheEnd()).isFalse();
  }

  @Test
  void tellsHowFarItIsAsOneStream() {
    Section section = section(new Clip(10.0, 30.0), 60);
    section.has(1_000);

    Advance advance = section.isUpTo(5);

    assertThat(advance.bytes()).isEqualTo(1_000);
    assertThat(advance.part()).isEqualTo(50);
    assertThat(advance.parts()).isEqualTo(200);
    assertThat(section.isUpTo(4).part()).as("never back").isEqualTo(50);
    assertThat(section.isUpTo(99).part()).isEqualTo(200);
    assertThat(section.ended(new Advance("media.mp4", true, null, 7L, null, null)).stream())
        .isEqualTo(advance.stream());
  }

  @Test
  void noticesThatMuchIsMissing() {
    Section section = section(new Clip(0.0, 60.0), 600);
    Advance _ = section.isUpTo(30);
    assertThat(section.cutShort()).contains(Stops.CUT_SHORT);
    Advance _ = section.isUpTo(56);
    assertThat(section.cutShort()).as("sites round").isEmpty();
    assertThat(new Section(new Clip(5.0, null), null).cutShort()).as("unknown").isEmpty();
  }

  private static Section section(Clip clip, long seconds) {
    return new Section(clip, Duration.ofSeconds(seconds));
  }
}
