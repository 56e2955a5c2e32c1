package dev.fetchlight.http;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.live.wire.DownloadJson;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The operations on the queue as a whole. */
final class QueueApi {
  private final Desk desk;
  private final Supplier<QueueState> queue;
  private final Predicate<String> wake;

  QueueApi(Services services) {
    this.desk = services.desk();
    this.queue = services.queue();
    this.wake = services.wake();
  }

  void mount(Routes routes) {
    routes.on(
        "getQueue",
        call -> call.blocking(queue::get, state -> call.json(200, DownloadJson.queue(state))));
    routes.on("endRest", this::endRest);
    routes.on(
        "retryFailed",
        call ->
            call.blocking(
                desk::retryFailed,
                count ->
                    call.json(200, new JsonObject().put("retried", count).toBuffer().getBytes())));
  }

  private void endRest(Call call) {
    String site = call.text("site").orElse("").toLowerCase(Locale.ROOT);
    call.blocking(
        () -> wake.test(site),
        rested -> {
          if (!rested) {
            throw new RefusedException(Problem.noSuch("site that rests"));
          }
          call.empty(204);
        });
  }
}
