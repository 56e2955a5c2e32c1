package dev.fetchlight.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What operators can ask of the service. */
public record Upkeep(List<HealthPart> health, PrometheusRegistry metrics) {}
