package dev.fetchlight.app;

import dev.fetchlight.live.Counts;
import dev.fetchlight.live.Live;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.TimeUnit;

/** How watching goes, asked of the event loops when somebody wants to know. */
final class LiveMetrics implements MultiCollector {
  private static final long PATIENCE_SECONDS = 5;

  private final Live live;

  LiveMetrics(Live live) {
    this.live = live;
  }

  @Override
  public MetricSnapshots collect() {
    Counts counts =
        live.counts()
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    return MetricSnapshots.of(
        gauge("fetchlight_watchers", "Connections that watch", live.watchers()),
        gauge(
            "fetchlight_watched_jobs",
            "Jobs that somebody watches, counted on each event loop",
            (double) counts.jobs()),
        gauge(
            "fetchlight_blocked_watchers",
            "Connections whose kernel queue is full now",
            (double) counts.blocked()),
        gauge(
            "fetchlight_oldest_unsent_seconds",
            "How long the longest of those has been so",
            counts.oldestSeconds()),
        counter("fetchlight_frames_sent", "States handed to the kernel", counts.frames().sent()),
        counter(
            "fetchlight_frames_replaced",
            "States replaced by a newer one before they were sent",
            counts.frames().replaced()),
        counter(
            "fetchlight_slow_closes",
            "Connections closed since they took nothing for 30 s",
            counts.frames().slowCloses()),
        delays(counts));
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static HistogramSnapshot delays(Counts counts) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int at = 0; at < counts.delays().size(); at++) {
      boolean last = at == Counts.BOUNDS.size();
      double bound = last ? Double.POSITIVE_INFINITY : Counts.BOUNDS.get(at) / 1e3;
      buckets.bucket(bound, counts.delays().get(at));
    }
    return HistogramSnapshot.builder()
        .name("fetchlight_frame_delay_seconds")
        .help("From the news of a state to its frame with the kernel")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(counts.delaySeconds())
                .build())
        .build();
  }
}
