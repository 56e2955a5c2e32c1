package dev.fetchlight.app;

import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.live.Live;
import dev.fetchlight.work.Foreman;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;

/** What the service measures, read when somebody asks. */
final class Metrics {
  private Metrics() {}

  static PrometheusRegistry of(
      JobBook book, Live live, Foreman foreman, YtDlpEngine ytDlp, InstantSource clock) {
    PrometheusRegistry registry = new PrometheusRegistry();
    GaugeWithCallback.builder()
        .name("fetchlight_jobs")
        .help("Jobs in the book, by status")
        .labelNames("status")
        .callback(gauge ->
            book.census(null).counts().forEach((status, count) -> gauge.call(count, status.wire())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("fetchlight_running_jobs")
        .help("Jobs that run on this node")
        .callback(gauge -> gauge.call(foreman.running()))
        .register(registry);
    registry.register(new LiveMetrics(live));
    registry.register(new EngineMetrics(ytDlp, clock));
    GaugeWithCallback.builder()
        .name("fetchlight_heap_used_bytes")
        .help("Java heap in use")
        .callback(gauge -> gauge.call((double) heapUsed()))
        .register(registry);
    return registry;
  }

  private static long heapUsed() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
