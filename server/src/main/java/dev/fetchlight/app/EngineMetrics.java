package dev.fetchlight.app;

import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.engine.ytdlp.program.Equipment;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;

/** What downloads are made with, and how old that is, so that an alert can tell of a relic. */
final class EngineMetrics implements MultiCollector {
  private final YtDlpEngine ytDlp;
  private final InstantSource clock;

  EngineMetrics(YtDlpEngine ytDlp, InstantSource clock) {
    this.ytDlp = ytDlp;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    return ytDlp.equipment(Duration.ZERO).map(this::snapshots).orElseGet(MetricSnapshots::of);
  }

  private MetricSnapshots snapshots(Equipment equipment) {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    snapshots.metricSnapshot(
        InfoSnapshot.builder()
            .name("fetchlight_engine")
            .help("yt-dlp and what it has")
            .dataPoint(InfoDataPointSnapshot.builder().labels(labels(equipment)).build())
            .build());
    equipment
        .ageInDays(clock.instant())
        .ifPresent(days ->
            snapshots.metricSnapshot(
                GaugeSnapshot.builder()
                    .name("fetchlight_yt_dlp_age_days")
                    .help("Days since this yt-dlp was released")
                    .dataPoint(GaugeDataPointSnapshot.builder().value((double) days).build())
                    .build()));
    return snapshots.build();
  }

  private static Labels labels(Equipment equipment) {
    return Labels.of(
        "yt_dlp",
        equipment.ytDlp().orElse("unknown"),
        "runtime",
        equipment.runtimeName().orElse("none"),
        "impersonation",
        equipment.insight().map(each -> each.impersonates() ? "yes" : "no").orElse("unknown"));
  }
}
