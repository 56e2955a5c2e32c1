package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of several kinds, and how many connections they bring about. */
class TunerTest {
  private static final long LARGE = 1L << 40;
  private static final long TENTH = 100_000_000;
  private static final long NEAR = 5_000_000;

  private final Tuner tuner = new Tuner();
  private long bytes;
  private long now;
  private int most;

  /** Runs for so many tenths of a second on a line that gives so many bytes in each. */
  private int after(int tenths, long missing, IntToDoubleFunction line) {
    return after(tenths, missing, NEAR, line);
  }

  private int after(int tenths, long missing, long latency, IntToDoubleFunction line) {
    for (int i = 0; i < tenths; i++) {
      now += TENTH;
      bytes += (long) line.applyAsDouble(tuner.wanted());
      tuner.measure(bytes, missing, true, latency, now);
      most = Math.max(most, tuner.wanted());
    }
    return tuner.wanted();
  }

  @Test
  void takesAllWhereEachIsSlow() {
    assertThat(after(20, LARGE, connections -> connections * 1e6)).isEqualTo(Tuner.MOST);
  }

  @Test
  void knowsSoonThatEachIsSlow() {
    assertThat(after(3, LARGE, connections -> connections * 1e6)).isEqualTo(Tuner.MOST);
  }

  @Test
  void staysAloneWhereTheLineIsFull() {
    assertThat(after(50, LARGE, _ -> 1e7)).isEqualTo(1);
    assertThat(after(50, LARGE, connections -> 1e7 + connections * 1e5)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1.6, 2", "3, 3", "4, 4", "4.4, 5", "7.5, 8"})
  void keepsAsManyAsFillTheLine(double connectionsThatFill, int kept) {
    assertThat(after(50, LARGE, n -> Math.min(n, connectionsThatFill) * 1e6)).isEqualTo(kept);
    assertThat(most).isEqualTo(Tuner.MOST);
  }

  @Test
  void givesConnectionsTimeToComeUpToSpeed() {
    // Each doubles from tenth to tenth, until the line is full with one.
    double[] speed = {1e5, 1e5};
    IntToDoubleFunction line =
        connections -> {
          int many = connections == 1 ? 0 : 1;
          speed[many] = Math.min(1e7, 2 * speed[many]);
          return speed[many];
        };
    assertThat(after(50, LARGE, line)).isEqualTo(1);
  }

  @Test
  void looksLongerWhereAnswersTakeLong() {
    long half = 500_000_000;
    assertThat(after(20, LARGE, half, connections -> connections * 1e6)).isEqualTo(1);
    assertThat(most).isEqualTo(1);
    assertThat(after(30, LARGE, half, connections -> connections * 1e6)).isEqualTo(Tuner.MOST);
  }

  @Test
  void takesNoMoreForWhatIsOverSoon() {
    assertThat(after(50, 9_000_000, connections -> connections * 1e6)).isEqualTo(1);
  }

  @Test
  void measuresNothingWhileOneWaitsForItsFirstByte() {
    for (int i = 0; i < 100; i++) {
      now += TENTH;
      tuner.measure(bytes, LARGE, false, NEAR, now);
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
