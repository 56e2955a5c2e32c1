package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Tally;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Link;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Writes the one shape of a download, as the contract's section 3 and openapi.yaml have it. */
public final class DownloadJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final int USUAL_SIZE = 1_024;

  private final String epoch;
  private final String linkPrefix;

  /** Writes links that begin with their path. */
  public DownloadJson(String epoch) {
    this(epoch, "");
  }

  /**
   * @param epoch names the life of the database
   * @param linkPrefix what links begin with, such as {@code https://example.com/media}
   */
  public DownloadJson(String epoch, String linkPrefix) {
    this.epoch = epoch;
    this.linkPrefix = linkPrefix;
  }

  /** Names the life of the database. */
  public String epoch() {
    return epoch;
  }

  /** What {@link #encode} writes into. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The download as UTF-8. */
  public byte[] download(Job job) {
    return encode(json -> write(json, job));
  }

  /** A page of downloads as UTF-8. */
  public byte[] page(Iterable<Job> jobs, @Nullable String nextCursor) {
    return encode(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (Job job : jobs) {
        write(json, job);
      }
      json.writeEndArray();
      string(json, "nextCursor", nextCursor);
      json.writeEndObject();
    });
  }

  /** What holds the queue up, as UTF-8. */
  public static byte[] queue(QueueState queue) {
    return encode(json -> QueueJson.write(json, queue));
  }

  /** What a link leads to, as UTF-8. */
  public static byte[] preview(Link link, Preview preview) {
    return encode(json -> PreviewJson.write(json, link, preview));
  }

  static byte[] encode(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  void write(JsonGenerator json, Job job) throws IOException {
    json.writeStartObject();
    json.writeStringField("jobId", job.id().toString());
    json.writeStringField("url", job.spec().link().value());
    json.writeStringField("format", job.spec().choices().format().wire());
    ChoicesJson.write(json, job.spec().choices());
    json.writeStringField("site", job.spec().link().site());
    string(
        json, "parentId", job.ticket().parent() == null ? null : job.ticket().parent().toString());
    json.writeStringField("status", job.status().wire());
    string(json, "stage", stage(job.state()));
    json.writeBooleanField("paused", job.state() instanceof State.Paused);
    json.writeNumberField("rank", job.ticket().rank());
    time(json, "nextTryAt", job.state() instanceof State.Waiting(_, var until) ? until : null);
    progress(json, job.progress());
    json.writeNumberField("version", job.version().value());
    json.writeStringField("epoch", epoch);
    json.writeNumberField("attempt", job.attempt());
    json.writeFieldName("videoInfo");
    if (job.video() == null) {
      json.writeNull();
    } else {
      video(
          json,
          job.video(),
          job.video().hasThumbnail() ? linkPrefix + "/api/thumbnails/" + job.id() : null);
    }
    list(json, job.list());
    ChoicesJson.limit(json, job.spec().limit());
    media(json, job);
    failure(json, job);
    notes(json, job);
    time(json, "createdAt", job.times().created());
    time(json, "updatedAt", job.times().updated());
    time(json, "startedAt", job.times().started());
    time(json, "completedAt", job.completedAt());
    json.writeEndObject();
  }

  private static void progress(JsonGenerator json, Progress progress) throws IOException {
    json.writeNumberField("progress", progress.percent());
    number(json, "downloadedBytes", progress.downloadedBytes());
    number(json, "totalBytes", progress.totalBytes());
    number(json, "speed", progress.speed());
    number(json, "eta", progress.eta());
    time(json, "stalledSince", progress.stalledSince());
    number(json, "recordedSeconds", progress.recorded());
  }

  /** A list whose downloads are on their way is downloading, by their hands. */
  private static @Nullable String stage(State state) {
    return switch (state) {
      case State.Processing(var stage) -> stage.wire();
      case State.Gathering() -> Stage.DOWNLOADING.wire();
      case State.Queued(),
          State.Waiting(_, _),
          State.Paused(),
          State.Completed(_, _),
          State.Gathered(_),
          State.Failed(_, _),
          State.Cancelled(_) ->
          null;
    };
  }

  private static void list(JsonGenerator json, @Nullable Tally list) throws IOException {
    json.writeFieldName("list");
    if (list == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeNumberField("total", list.total());
    json.writeNumberField("completed", list.completed());
    json.writeNumberField("failed", list.failed());
    json.writeNumberField("cancelled", list.cancelled());
    json.writeBooleanField("expanding", list.expanding());
    json.writeEndObject();
  }

  static void video(JsonGenerator json, VideoInfo video, @Nullable String thumbnail)
      throws IOException {
    json.writeStartObject();
    string(json, "id", video.id());
    string(json, "title", video.title());
    string(json, "uploader", video.uploader());
    number(json, "duration", video.duration());
    string(json, "thumbnail", thumbnail);
    string(json, "extractor", video.extractor());
    string(json, "webpageUrl", video.webpageUrl());
    number(json, "width", video.width());
    number(json, "height", video.height());
    json.writeEndObject();
  }

  private void media(JsonGenerator json, Job job) throws IOException {
    StoredMedia media = job.state() instanceof State.Completed(var stored, _) ? stored : null;
    string(
        json,
        "downloadUrl",
        media == null || !media.present() ? null : path(job, media.fileName()));
    string(json, "fileName", media == null ? null : media.fileName());
    number(json, "fileSize", media == null ? null : media.size());
    string(json, "mediaType", media == null ? null : media.mediaType());
    string(json, "storageProvider", media == null ? null : media.provider());
    json.writeArrayFieldStart("subtitles");
    if (media != null) {
      for (StoredMedia.Subtitle each : media.subtitles()) {
        json.writeStartObject();
        json.writeStringField("language", each.language());
        json.writeStringField("fileName", media.fileName(each));
        string(json, "url", media.present() ? path(job, media.fileName(each)) : null);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("files");
    if (media != null) {
      for (StoredMedia.Part each : media.parts()) {
        part(json, each, media, job);
      }
    }
    json.writeEndArray();
  }

  private void part(JsonGenerator json, StoredMedia.Part part, StoredMedia media, Job job)
      throws IOException {
    String name = media.fileName(part);
    json.writeStartObject();
    json.writeStringField("kind", part.kind().wire());
    number(json, "number", part.number() == 0 ? null : part.number());
    string(json, "title", part.title().isEmpty() ? null : part.title());
    json.writeStringField("fileName", name);
    json.writeNumberField("fileSize", part.size());
    json.writeStringField("mediaType", part.mediaType());
    string(json, "url", media.present() ? path(job, name) : null);
    json.writeEndObject();
  }

  private static void failure(JsonGenerator json, Job job) throws IOException {
    Failure failure = job.state().failure();
    string(json, "error", failure == null ? null : failure.sentence());
    string(json, "errorCode", failure == null ? null : failure.code().wire());
  }

  private static void notes(JsonGenerator json, Job job) throws IOException {
    json.writeArrayFieldStart("notes");
    for (String sentence : job.notes().sentences()) {
      json.writeString(sentence);
    }
    json.writeEndArray();
  }

  private String path(Job job, String fileName) {
    try {
      String escaped = new URI(null, null, "/" + fileName, null).toASCIIString().substring(1);
      return linkPrefix
          + "/api/files/"
          + job.id()
          + "/"
          + escaped.replace("+", "%2B").replace(";", "%3B");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a cleaned name that is no path: " + fileName, e);
    }
  }

  static void string(JsonGenerator json, String name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
  }

  static void number(JsonGenerator json, String name, @Nullable Number value) throws IOException {
    json.writeFieldName(name);
    switch (value) {
      case null -> json.writeNull();
      case Double real -> json.writeNumber(real);
      case Number whole -> json.writeNumber(whole.longValue());
    }
  }

  static void time(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
    string(json, name, at == null ? null : RFC_3339.format(at));
  }
}
