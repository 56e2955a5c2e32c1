package dev.fetchlight.http;

import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.live.wire.DownloadJson;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** The operations on the queue as a whole. */
final class QueueApi {
  private final Desk desk;
  private final Supplier<QueueState> queue;

  QueueApi(Services services) {
    this.desk = services.desk();
    this.queue = services.queue();
  }

  void mount(Routes routes) {
    routes.on(
        "getQueue",
        call -> call.blocking(queue::get, state -> call.json(200, DownloadJson.queue(state))));
    routes.on(
        "retryFailed",
        call ->
            call.blocking(
                desk::retryFailed,
                count ->
                    call.json(200, new JsonObject().put("retried", count).toBuffer().getBytes())));
  }
}
