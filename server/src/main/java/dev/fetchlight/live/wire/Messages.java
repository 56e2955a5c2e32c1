package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.QueueState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes what the service says: the messages of asyncapi.yaml. */
public final class Messages {
  /** Stands before the download in every status; after it comes one brace. */
  private static final String STATUS = "{\"type\":\"status\",\"data\":";

  private Messages() {}

  /** The state of a job. */
  public static ByteBuffer status(DownloadJson downloads, Job job) {
    byte[] message =
        DownloadJson.encode(json -> {
          begin(json, "status");
          json.writeFieldName("data");
          downloads.write(json, job);
          json.writeEndObject();
        });
    return ByteBuffer.wrap(message);
  }

  /** The download alone out of a {@link #status}. */
  static ByteBuffer download(ByteBuffer status) {
    return status.slice(STATUS.length(), status.remaining() - STATUS.length() - 1);
  }

  /** The first word on a socket for many jobs. */
  public static Message hello(String epoch) {
    return message("hello", json -> json.writeStringField("epoch", epoch));
  }

  /** These jobs are watched from now on. */
  public static Message subscribed(Collection<String> jobIds) {
    return message(
        "subscribed",
        json -> {
          json.writeArrayFieldStart("jobIds");
          for (String id : jobIds) {
            json.writeString(id);
          }
          json.writeEndArray();
        });
  }

  /** Every job is watched from now on. */
  public static Message subscribedToFeed() {
    return message("subscribed", json -> json.writeStringField("feed", "all"));
  }

  /** A job is no more. */
  public static Message removed(JobId id) {
    return message("removed", json -> json.writeStringField("jobId", id.toString()));
  }

  /** What holds the queue up. */
  public static Message queue(QueueState queue) {
    return message(
        "queue",
        json -> {
          json.writeFieldName("data");
          QueueJson.write(json, queue);
        });
  }

  static Message bye(int retryAfterMillis) {
    return message("bye", json -> json.writeNumberField("retryAfterMs", retryAfterMillis));
  }

  /** A job that was asked for is not there. */
  public static Message notFound(@Nullable String jobId) {
    return error("not_found", "There is no such download.", jobId);
  }

  /** Something a client did is refused. */
  public static Message error(String code, String sentence) {
    return error(code, sentence, null);
  }

  private static Message error(String code, String sentence, @Nullable String jobId) {
    return message(
        "error",
        json -> {
          json.writeStringField("code", code);
          json.writeStringField("message", sentence);
          if (jobId != null) {
            json.writeStringField("jobId", jobId);
          }
        });
  }

  private static Message message(String type, DownloadJson.Body fields) {
    byte[] bytes =
        DownloadJson.encode(json -> {
          begin(json, type);
          fields.write(json);
          json.writeEndObject();
        });
    return new Message(type, new String(bytes, StandardCharsets.UTF_8));
  }

  private static void begin(JsonGenerator json, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
  }
}
