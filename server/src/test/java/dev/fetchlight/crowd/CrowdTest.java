package dev.fetchlight.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdTest {
  private static final int MANY = 60;

  @TempDir Path folder;

  @Test
  void everyClientSeesEveryVersionAndHowTheServerEnds() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      Job job = service.claim();
      try (Crowd crowd = Crowd.open(Plan.of(service.port(), MANY, _ -> "/ws/download/" + id))) {
        assertThat(crowd.open()).isEqualTo(MANY);
        for (int tick = 1; tick <= 5; tick++) {
          job = service.tick(job, tick);
          awaitVersion(crowd, job);
        }
        service.complete(job, "A.mp4", "content");
        crowd.await("all have ended", seen -> seen.open() == 0);
        Report report = crowd.report();
        assertThat(report.endings()).isEqualTo(Map.of(1000, MANY));
        assertThat(report.backwards()).isZero();
        assertThat(report.frames()).isGreaterThanOrEqualTo(5 * MANY);
        assertThat(report.spreads().total()).isGreaterThanOrEqualTo(5);
      }
    }
  }

  @Test
  void aRefusalIsToldByItsCode() throws Exception {
    try (Service service = new Service(folder);
        Crowd crowd =
            Crowd.open(
                Plan.of(
                    service.port(),
                    1,
                    _ -> "/ws/download/" + "0193a000-0000-7000-8000-000000000000"))) {
      crowd.await("it was refused", seen -> seen.ending(0) == 4404);
      crowd.join(Plan.of(service.port(), 1, _ -> "/api/health"));
      assertThat(crowd.ending(1)).isEqualTo(200);
    }
  }

  @Test
  void whatIsSaidIsHeardAndAnswered() throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      Plan plan =
          Plan.of(service.port(), 2, _ -> "/ws/download/" + id)
              .greeting(each -> each == 0 ? List.of("ping") : List.of())
              .listener((client, text) -> heard.add(client + text));
      try (Crowd crowd = Crowd.open(plan)) {
        crowd.await("pong", _ -> heard.contains("0{\"type\":\"pong\"}"));
        assertThat(heard).doesNotContain("1{\"type\":\"pong\"}");
        crowd.say(each -> each == 1, "no message " + "x".repeat(200));
        crowd.await("it is closed", seen -> seen.ending(1) == 4400);
        crowd.leave(each -> each == 0);
        crowd.await("it has left", seen -> seen.ending(0) == 1000);
      }
    }
  }

  @Test
  void whoDoesNotReadSeesNothingUntilItDoes() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      Job job = service.claim();
      Plan plan = Plan.of(service.port(), 4, _ -> "/ws/download/" + id).silent(2);
      try (Crowd crowd = Crowd.open(plan)) {
        Job ticked = service.tick(job, 1);
        long version = ticked.version().value();
        crowd.await("readers have it", seen -> seen.allHave(version, each -> each % 2 != 0));
        // What came with the handshake it has, and no more.
        assertThat(crowd.newest(0)).isLessThan(version);
        crowd.reading(_ -> true, true);
        awaitVersion(crowd, ticked);
      }
    }
  }

  @Test
  void whoWasCutOffCanConnectAgain() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      try (Crowd crowd = Crowd.open(Plan.of(service.port(), 3, _ -> "/ws/download/" + id))) {
        crowd.cut(each -> each > 0);
        assertThat(crowd.open()).isEqualTo(1);
        crowd.reconnect(_ -> true);
        crowd.await("all are back", seen -> seen.open() == 3);
        assertThat(crowd.report().endings()).isEqualTo(Map.of(Tally.DROPPED, 2));
      }
    }
  }

  private static void awaitVersion(Crowd crowd, Job job) {
    long version = job.version().value();
    crowd.await("all have " + version, seen -> seen.allHave(version, _ -> true));
  }
}
