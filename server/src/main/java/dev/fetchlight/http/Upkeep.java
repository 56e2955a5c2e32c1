package dev.fetchlight.http;

import dev.fetchlight.update.EngineState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What operators can ask of the service.
 *
 * @param engine how yt-dlp and its updates stand
 * @param update has a newer yt-dlp asked for; false where that is off
 */
public record Upkeep(
    List<HealthPart> health,
    PrometheusRegistry metrics,
    Supplier<EngineState> engine,
    BooleanSupplier update) {}
