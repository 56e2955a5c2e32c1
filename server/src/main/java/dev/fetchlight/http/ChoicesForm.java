package dev.fetchlight.http;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Subtitles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads in which form a download is wanted out of a body that was checked. */
final class ChoicesForm {
  private ChoicesForm() {}

  static Choices read(JsonObject body) {
    Format format = Format.parse(body.getString("format", "best")).orElseThrow();
    refuseBoth(body, format);
    return new Choices(
        format,
        AudioFormat.parse(body.getString("audioFormat", "original")).orElseThrow(),
        Container.parse(body.getString("container", "any")).orElseThrow(),
        subtitles(body.getJsonObject("subtitles", new JsonObject())),
        texts(body.getJsonArray("embed", new JsonArray())).stream()
            .map(name -> Extra.parse(name).orElseThrow())
            .collect(Collectors.toUnmodifiableSet()),
        clip(body.getJsonObject("clip")),
        Live.parse(body.getString("live", "now")).orElseThrow());
  }

  /** What would be passed over in silence is refused: whoever sends it means something. */
  private static void refuseBoth(JsonObject body, Format format) {
    boolean sound = format == Format.AUDIO;
    if (!sound && !body.getString("audioFormat", "original").equals("original")) {
      throw refused("audioFormat", "\"audioFormat\" goes with the format audio only.");
    }
    if (sound && !body.getString("container", "any").equals("any")) {
      throw refused("container", "\"container\" does not go with the format audio.");
    }
    if (sound && body.containsKey("subtitles")) {
      throw refused("subtitles", "\"subtitles\" do not go with the format audio.");
    }
  }

  private static Subtitles subtitles(JsonObject wish) {
    return new Subtitles(
        texts(wish.getJsonArray("languages", new JsonArray())),
        Subtitles.Placement.parse(wish.getString("placement", "embedded")).orElseThrow());
  }

  private static @Nullable Clip clip(@Nullable JsonObject wish) {
    if (wish == null) {
      return null;
    }
    Double from = wish.getDouble("from");
    Double to = wish.getDouble("to");
    if (!Clip.valid(from, to)) {
      throw refused(
          "clip", "\"clip\" needs a \"from\" or a \"to\" in seconds, and \"from\" before \"to\".");
    }
    return new Clip(from, to);
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(Problem.invalid(field, sentence));
  }
}
