package dev.fetchlight.engine.ytdlp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What ffprobe finds in a file. */
record Probed(JsonObject found) {
  private static final JsonObject NONE = new JsonObject();

  static Probed of(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-of",
                "json",
                "-show_format",
                "-show_streams",
                "-show_chapters",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Probed(
        new JsonObject(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
  }

  /** Each stream as its kind and codec, such as {@code video:h264}. */
  List<String> streams() {
    return all()
        .map(each -> each.getString("codec_type") + ":" + each.getString("codec_name"))
        .toList();
  }

  /** The languages of the subtitles in it. */
  List<String> languages() {
    return all()
        .filter(each -> "subtitle".equals(each.getString("codec_type")))
        .map(each -> each.getJsonObject("tags", NONE).getString("language", ""))
        .toList();
  }

  /** Whether a picture is in it that is no film: a cover. */
  boolean cover() {
    return all()
        .anyMatch(each ->
            each.getJsonObject("disposition", NONE).getInteger("attached_pic", 0) == 1
                || "attachment".equals(each.getString("codec_type")));
  }

  String title() {
    JsonObject tags = found.getJsonObject("format", NONE).getJsonObject("tags", NONE);
    return tags.getString("title", tags.getString("TITLE", ""));
  }

  /** The titles of its chapters. */
  List<String> chapters() {
    return found.getJsonArray("chapters", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getJsonObject("tags", NONE).getString("title", ""))
        .toList();
  }

  double seconds() {
    return Double.parseDouble(found.getJsonObject("format", NONE).getString("duration", "0"));
  }

  int height() {
    return all().mapToInt(each -> each.getInteger("height", 0)).max().orElse(0);
  }

  private Stream<JsonObject> all() {
    return found.getJsonArray("streams", new JsonArray()).stream().map(JsonObject.class::cast);
  }
}
