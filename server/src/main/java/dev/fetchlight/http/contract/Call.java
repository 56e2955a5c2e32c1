package dev.fetchlight.http.contract;

import dev.fetchlight.live.wire.Links;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One checked request on its way through an operation. Lives on its event loop; {@link #blocking}
 * is the crossing to virtual threads and back.
 *
 * @param parameters read and checked, by name; those not sent are absent
 * @param body checked; empty where the operation reads none
 */
public record Call(RoutingContext context, Map<String, Object> parameters, JsonObject body) {

  private static final String LINK_PREFIX = "linkPrefix";

  /** From here on links of ours in answers to this request begin so. */
  public static void linkPrefix(RoutingContext context, String prefix) {
    context.put(LINK_PREFIX, prefix);
  }

  /** What links of ours begin with in the answer; empty where they begin with their path. */
  public String linkPrefix() {
    String prefix = context.get(LINK_PREFIX);
    return prefix == null ? "" : prefix;
  }

  public HttpServerRequest request() {
    return context.request();
  }

  public HttpServerResponse response() {
    return context.response();
  }

  public Optional<String> text(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).map(Object::toString);
  }

  /** Runs blocking work on a virtual thread of its own, and goes on with its result back here. */
  public <T> void blocking(Callable<T> work, Consumer<T> then) {
    Context loop = context.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("http-work")
        .start(() -> {
          try {
            T result = work.call();
            loop.runOnContext(_ -> resume(() -> then.accept(result)));
            // Whatever it was, the request has to be answered.
          } catch (Throwable failure) {
            loop.runOnContext(_ -> context.fail(failure));
          }
        });
  }

  private void resume(Runnable rest) {
    try {
      rest.run();
    } catch (RuntimeException failure) {
      context.fail(failure);
    }
  }

  public void json(int status, byte[] body) {
    response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var _ = response().end(Buffer.buffer(Links.absolute(body, linkPrefix())));
  }

  public void empty(int status) {
    var _ = response().setStatusCode(status).end();
  }

  /** Whether the client has what {@code etag} names already; weak comparison, as RFC 9110 says. */
  public boolean unchanged(String etag) {
    String known = request().getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && (known.equals("*") || known.contains("\"" + etag + "\""));
  }
}
