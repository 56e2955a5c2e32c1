package dev.fetchlight.http;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.media.MediaFile;
import dev.fetchlight.media.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operations that give media and pictures back, in ranges, sent by the kernel from the file.
 */
final class FilesApi {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
  private static final Map<String, String> PICTURES = new LinkedHashMap<>();

  static {
    PICTURES.put("thumbnail.jpg", "image/jpeg");
    PICTURES.put("thumbnail.webp", "image/webp");
    PICTURES.put("thumbnail.png", "image/png");
  }

  /** From so many bytes on a file leaves in full packets only. */
  private static final long LONG = 1L << 20;

  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\x20-\\x7e]|[\"\\\\%]");

  /** Where work keeps what the engine had to say of a job. */
  private static final String LOG = "log.txt";

  private final Desk desk;
  private final MediaStore shelf;

  FilesApi(Services services) {
    this.desk = services.desk();
    this.shelf = services.shelf();
  }

  void mount(Routes routes) {
    routes.on("getFile", this::media);
    routes.on("headFile", this::media);
    routes.on("getThumbnail", this::picture);
    routes.on("getLog", this::log);
  }

  private record Found(MediaFile file, String mediaType, String name) {}

  private void media(Call call) {
    JobId id = DownloadsApi.jobId(call);
    String name = call.text("fileName").orElseThrow();
    call.blocking(
        () -> findMedia(id, name),
        found ->
            send(call, found.orElseThrow(() -> none("file")), call.text("download").isPresent()));
  }

  private void picture(Call call) {
    JobId id = DownloadsApi.jobId(call);
    call.blocking(
        () -> findPicture(id),
        found -> send(call, found.orElseThrow(() -> none("thumbnail")), false));
  }

  private Optional<Found> findMedia(JobId id, String name) throws IOException {
    Optional<Job> job = desk.find(id);
    if (job.isEmpty() || !(job.get().state() instanceof State.Completed(StoredMedia media, _))) {
      return Optional.empty();
    }
    for (StoredMedia.Subtitle each : media.subtitles()) {
      if (media.fileName(each).equals(name)) {
        return shelf
            .find(id.toString(), media.shelfName(each))
            .map(file -> new Found(file, subtitles(each.extension()), name));
      }
    }
    if (media.fileName().equals(name)) {
      return shelf
          .find(id.toString(), media.shelfName())
          .map(file -> new Found(file, media.mediaType(), name));
    }
    for (StoredMedia.Part each : media.parts()) {
      if (media.fileName(each).equals(name)) {
        return shelf
            .find(id.toString(), each.shelfName())
            .map(file -> new Found(file, each.mediaType(), name));
      }
    }
    return Optional.empty();
  }

  private static String subtitles(String extension) {
    return extension.equals("vtt") ? "text/vtt; charset=utf-8" : "text/plain; charset=utf-8";
  }

  private void log(Call call) {
    JobId id = DownloadsApi.jobId(call);
    call.blocking(
        () ->
            shelf
                .find(id.toString(), LOG)
                .map(file -> new Found(file, "text/plain; charset=utf-8", LOG)),
        found -> send(call, found.orElseThrow(() -> none("log")), false));
  }

  private Optional<Found> findPicture(JobId id) throws IOException {
    for (Map.Entry<String, String> kind : PICTURES.entrySet()) {
      Optional<MediaFile> file = shelf.find(id.toString(), kind.getKey());
      if (file.isPresent()) {
        return Optional.of(new Found(file.get(), kind.getValue(), kind.getKey()));
      }
    }
    return Optional.empty();
  }

  private static void send(Call call, Found found, boolean save) {
    MediaFile file = found.file();
    HttpServerResponse response = call.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, found.mediaType())
        .putHeader(HttpHeaders.ETAG, "\"" + file.etag() + "\"")
        .putHeader(HttpHeaders.LAST_MODIFIED, httpDate(file))
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; media-src 'self'; img-src 'self'; sandbox")
        .putHeader(
            "Content-Disposition", disposition(save ? "attachment" : "inline", found.name()));
    if (call.unchanged(file.etag())) {
      call.empty(304);
      return;
    }
    String ifRange = call.request().getHeader("If-Range");
    boolean stale = ifRange != null && !ifRange.equals("\"" + file.etag() + "\"");
    String asked = stale ? null : call.request().getHeader("Range");
    switch (ByteRange.of(asked, file.size())) {
      case ByteRange.Whole() -> bytes(call, file, new ByteRange(0, file.size()));
      case ByteRange.Part(var range) -> {
        response
            .setStatusCode(206)
            .putHeader(HttpHeaders.CONTENT_RANGE, range.contentRange(file.size()));
        bytes(call, file, range);
      }
      case ByteRange.Unsatisfiable() -> {
        response.headers().remove("Content-Disposition");
        response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
        throw new RefusedException(Problem.rangeNotSatisfiable());
      }
    }
  }

  private static void bytes(Call call, MediaFile file, ByteRange range) {
    HttpServerResponse response = call.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
    Path path = file.path();
    if (call.request().method().equals(HttpMethod.HEAD) || range.length() == 0) {
      var _ = response.end();
    } else if (path == null) {
      throw new IllegalStateException("media that is not on local disk");
    } else {
      send(call, path, range);
    }
  }

  private static void send(Call call, Path path, ByteRange range) {
    // Two calls of the kernel more, which a little does not earn back.
    boolean corked = range.length() >= LONG;
    if (corked) {
      Cork.put(call.request());
    }
    Future<Void> sent = call.response().sendFile(path.toString(), range.offset(), range.length());
    if (corked) {
      sent = sent.onComplete(_ -> Cork.pull(call.request()));
    }
    sent.onFailure(call.context()::fail);
  }

  /** RFC 6266, with the exact name for clients of today and an ASCII one for the others. */
  static String disposition(String kind, String name) {
    String ascii = NOT_PLAIN.matcher(name).replaceAll("_");
    String exact =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + exact;
  }

  private static String httpDate(MediaFile file) {
    return HTTP_DATE.format(file.modified().atOffset(ZoneOffset.UTC));
  }

  private static RefusedException none(String what) {
    return new RefusedException(Problem.noSuch(what));
  }
}
