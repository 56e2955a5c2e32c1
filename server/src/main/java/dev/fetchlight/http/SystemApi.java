package dev.fetchlight.http;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Contract;
import dev.fetchlight.http.contract.Routes;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The operations for operators: health, measurements, and the two documents. */
final class SystemApi {
  /** Health needs no token, so asking often must not cost often. */
  private static final Duration REPORT_LIFE = Duration.ofSeconds(1);

  private final HealthReport parts;
  private final PrometheusRegistry metrics;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Report> last = new AtomicReference<>();

  private record Report(Instant at, boolean up, JsonObject json) {}

  SystemApi(Upkeep upkeep, InstantSource clock) {
    this.parts = new HealthReport(upkeep.health());
    this.metrics = upkeep.metrics();
    this.clock = clock;
  }

  void mount(Routes routes) {
    routes.on("getHealth", this::health);
    routes.on("getMetrics", this::metrics);
    routes.on("getOpenapi", call -> document(call, Contract.OPENAPI));
    routes.on("getAsyncapi", call -> document(call, Contract.ASYNCAPI));
  }

  private void health(Call call) {
    Report known = last.get();
    if (known != null && known.at.plus(REPORT_LIFE).isAfter(clock.instant())) {
      show(call, known);
    } else {
      call.blocking(this::report, report -> show(call, report));
    }
  }

  private static void show(Call call, Report report) {
    call.json(report.up ? 200 : 503, report.json.toBuffer().getBytes());
  }

  private Report report() throws InterruptedException {
    JsonObject json = parts.ask();
    Report report = new Report(clock.instant(), !json.getString("status").equals("down"), json);
    last.set(report);
    return report;
  }

  private void metrics(Call call) {
    call.blocking(
        this::scrape,
        text ->
            call.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE)
                .end(text));
  }

  private Buffer scrape() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, metrics.scrape());
    return Buffer.buffer(text.toByteArray());
  }

  private static void document(Call call, String name) {
    var _ =
        call.response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
            .end(Contract.resource(name));
  }
}
