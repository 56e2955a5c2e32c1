package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Lines of several kinds, and how many connections they bring about. */
class TunerTest {
  private static final long LARGE = 1L << 40;
  private static final long TENTH = 100_000_000;

  private final Tuner tuner = new Tuner();
  private long bytes;
  private long now;
  private int most;

  /** Runs for so many tenths of a second on a line that gives so many bytes in each. */
  private int after(int tenths, long missing, IntToDoubleFunction line) {
    for (int i = 0; i < tenths; i++) {
      now += TENTH;
      bytes += (long) line.applyAsDouble(tuner.wanted());
      tuner.measure(bytes, missing, true, now);
      most = Math.max(most, tuner.wanted());
    }
    return tuner.wanted();
  }

  @Test
  void takesAllWhereEachIsSlow() {
    assertThat(after(20, LARGE, connections -> connections * 1e6)).isEqualTo(Tuner.MOST);
  }

  @Test
  void staysAloneWhereTheLineIsFull() {
    assertThat(after(50, LARGE, _ -> 1e7)).isEqualTo(1);
    assertThat(most).isEqualTo(2);
  }

  @Test
  void stopsWhereTheLineGetsFull() {
    assertThat(after(50, LARGE, connections -> Math.min(connections, 4) * 1e6)).isEqualTo(4);
    assertThat(most).isEqualTo(8);
  }

  @Test
  void givesNewConnectionsTimeToComeUpToSpeed() {
    int[] calls = {0};
    assertThat(after(11, LARGE, n -> n == 1 ? 1e6 : calls[0]++ < 5 ? 1e6 : 2e6)).isEqualTo(4);
  }

  @Test
  void takesNoMoreForWhatIsOverSoon() {
    assertThat(after(50, 14_000_000, connections -> connections * 1e6)).isEqualTo(1);
  }

  @Test
  void measuresNothingWhileOneWaitsForItsFirstByte() {
    for (int i = 0; i < 100; i++) {
      now += TENTH;
      tuner.measure(bytes, LARGE, false, now);
    }
    assertThat(tuner.wanted()).isEqualTo(1);
  }

  @Test
  void staysAtWhatASiteBears() {
    after(20, LARGE, connections -> connections * 1e6);
    tuner.settle(3);
    assertThat(after(50, LARGE, connections -> connections * 1e6)).isEqualTo(3);
    tuner.settle(0);
    assertThat(tuner.wanted()).isEqualTo(1);
  }
}
