package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.book.QueueState;
import java.io.IOException;

/** Writes what holds the queue up, as openapi.yaml has it. */
final class QueueJson {
  private QueueJson() {}

  static void write(JsonGenerator json, QueueState queue) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("waitingForSpace", queue.waitingForSpace());
    json.writeBooleanField("crowded", queue.crowded());
    json.writeNumberField("freeSpace", queue.freeSpace());
    json.writeNumberField("minFreeSpace", queue.minFreeSpace());
    json.writeArrayFieldStart("sites");
    for (QueueState.Rest rest : queue.rests()) {
      json.writeStartObject();
      json.writeStringField("site", rest.site());
      json.writeBooleanField("login", rest.login());
      DownloadJson.time(json, "until", rest.until());
      json.writeStringField("reason", rest.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("workers", queue.workers());
    DownloadJson.number(json, "maxSpeed", queue.maxSpeed());
    json.writeEndObject();
  }
}
