package dev.fetchlight.live.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarewellTest {
  @ParameterizedTest
  @CsvSource({"1, 1501, 500", "1500, 3000, 500", "8000, 3000, 2000", "100000, 3000, 25000"})
  void theMoreThereAreTheLaterAndTheWiderSpreadTheyComeBack(int watchers, int soonest, int spread) {
    Farewell farewell = Farewell.to(watchers);
    IntSummaryStatistics asked =
        IntStream.range(0, 10_000).map(_ -> farewell.millis()).summaryStatistics();
    assertThat(asked.getMin()).isBetween(soonest, soonest + spread / 10);
    assertThat(asked.getMax()).isBetween(soonest + spread * 9 / 10, soonest + spread - 1);
  }
}
