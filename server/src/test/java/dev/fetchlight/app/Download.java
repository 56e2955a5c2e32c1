package dev.fetchlight.app;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A download as the service tells it. */
record Download(JsonObject json) {
  String id() {
    return json.getString("jobId");
  }

  String status() {
    return json.getString("status");
  }

  @Nullable String stage() {
    return json.getString("stage");
  }

  double progress() {
    return json.getDouble("progress");
  }

  long version() {
    return json.getLong("version");
  }

  int attempt() {
    return json.getInteger("attempt");
  }

  @Nullable String title() {
    JsonObject video = json.getJsonObject("videoInfo");
    return video == null ? null : video.getString("title");
  }

  @Nullable String thumbnail() {
    JsonObject video = json.getJsonObject("videoInfo");
    return video == null ? null : video.getString("thumbnail");
  }

  @Nullable String text(String name) {
    return json.getString(name);
  }

  @Nullable Long number(String name) {
    return json.getLong(name);
  }

  /** A time that must be there. */
  Instant at(String name) {
    return Instant.parse(json.getString(name));
  }

  boolean processing() {
    return status().equals("processing");
  }

  boolean terminal() {
    return !processing() && !status().equals("queued");
  }
}
