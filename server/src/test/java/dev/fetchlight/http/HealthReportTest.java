package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is said of parts that answer, fail, or say nothing. */
class HealthReportTest {
  @Test
  void whatDoesNotAnswerIsUnknownAndHoldsNobodyUp() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    HealthReport report =
        new HealthReport(
            List.of(
                HealthPart.of("quick", () -> "well"),
                HealthPart.of(
                    "stuck",
                    () -> {
                      asked.incrementAndGet();
                      disk.await();
                      return "back";
                    })));

    long begin = System.nanoTime();
    JsonObject first = report.ask();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(first.getString("status")).isEqualTo("up");
    assertThat(statuses(first)).containsExactly("up", "unknown");
    assertThat(first.getJsonArray("parts").getJsonObject(1).getString("detail"))
        .isEqualTo("It has not answered yet.");
    assertThat(statuses(report.ask())).containsExactly("up", "unknown");
    assertThat(asked).hasValue(1);

    disk.countDown();
    while (!statuses(report.ask()).equals(List.of("up", "up"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatFailsIsDownAndSaysWhy() throws Exception {
    HealthPart broken =
        HealthPart.of(
            "broken",
            () -> {
              throw new IllegalStateException("Mend it.");
            });
    JsonObject report = new HealthReport(List.of(HealthPart.of("a", () -> "b"), broken)).ask();

    assertThat(report.getString("status")).isEqualTo("down");
    assertThat(statuses(report)).containsExactly("up", "down");
    assertThat(report.getJsonArray("parts").getJsonObject(1).getString("detail"))
        .isEqualTo("Mend it.");
  }

  @Test
  void whatWorksBadlyIsDegradedAndSaysWhatToDo() throws Exception {
    HealthPart old = new HealthPart("old", () -> new HealthPart.Line("of 2023", "Renew it."));
    JsonObject report = new HealthReport(List.of(HealthPart.of("a", () -> "b"), old)).ask();

    assertThat(report.getString("status")).isEqualTo("degraded");
    assertThat(statuses(report)).containsExactly("up", "degraded");
    assertThat(report.getJsonArray("parts").getJsonObject(0).containsKey("advice")).isFalse();
    assertThat(report.getJsonArray("parts").getJsonObject(1).getString("advice"))
        .isEqualTo("Renew it.");
  }

  private static List<String> statuses(JsonObject report) {
    return report.getJsonArray("parts").stream()
        .map(part -> ((JsonObject) part).getString("status"))
        .toList();
  }
}
