package dev.fetchlight.http.engine;

import dev.fetchlight.update.EngineState;
import dev.fetchlight.update.Try;
import dev.fetchlight.update.release.ReleaseVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of the engine as openapi.yaml has it. */
final class EngineJson {
  private EngineJson() {}

  static byte[] of(EngineState state) {
    ReleaseVersion version = state.version();
    return new JsonObject()
        .put("version", text(version))
        .put("released", version == null ? null : version.released().toString())
        .put("origin", version == null ? null : state.own() ? "own" : "system")
        .put("channel", state.channel().wire())
        .put("activity", state.activity().wire())
        .put("sentence", state.sentence())
        .put("askedAt", time(state.asked()))
        .put("nextAt", time(state.next()))
        .put("kept", array(state.kept(), ReleaseVersion::text))
        .put("refused", array(state.refused(), EngineJson::refused))
        .put("tries", array(state.tries(), EngineJson::attempt))
        .toBuffer()
        .getBytes();
  }

  private static JsonObject refused(EngineState.Refused refused) {
    return new JsonObject()
        .put("version", text(refused.version()))
        .put("at", time(refused.at()))
        .put("sentence", refused.sentence());
  }

  private static JsonObject attempt(Try attempt) {
    return new JsonObject()
        .put("at", time(attempt.at()))
        .put("outcome", attempt.outcome().wire())
        .put("version", text(attempt.version()))
        .put("sentence", attempt.sentence());
  }

  private static <T> JsonArray array(List<T> values, Function<T, Object> shape) {
    return new JsonArray(values.stream().map(shape).toList());
  }

  private static @Nullable String text(@Nullable ReleaseVersion version) {
    return version == null ? null : version.text();
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
