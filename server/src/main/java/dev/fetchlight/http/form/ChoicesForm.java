package dev.fetchlight.http.form;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.Subtitles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads in which form a download is wanted out of a body that was checked. */
public final class ChoicesForm {
  private static final JsonObject NOTHING = new JsonObject();

  private ChoicesForm() {}

  public static Choices read(JsonObject body) {
    Format format = Format.parse(body.getString("format", "best")).orElseThrow();
    refuseWhatDoesNotFit(body, format);
    return new Choices(
        format,
        AudioFormat.parse(body.getString("audioFormat", "original")).orElseThrow(),
        Container.parse(body.getString("container", "any")).orElseThrow(),
        subtitles(body.getJsonObject("subtitles", NOTHING)),
        set(body, "embed", Extra::parse),
        clip(body.getJsonObject("clip")),
        Live.parse(body.getString("live", "now")).orElseThrow(),
        new Finer(
            preferences(body.getJsonObject("preferences", NOTHING)),
            sponsorBlock(body.getJsonObject("sponsorBlock", NOTHING)),
            set(body, "also", Aside::parse)));
  }

  /** What would be passed over in silence is refused: whoever sends it means something. */
  private static void refuseWhatDoesNotFit(JsonObject body, Format format) {
    boolean sound = format == Format.AUDIO;
    boolean heard = sound || set(body, "also", Aside::parse).contains(Aside.AUDIO);
    if (!heard && !body.getString("audioFormat", "original").equals("original")) {
      throw refused(
          "audioFormat",
          "\"audioFormat\" goes with the format audio only, or with audio in \"also\".");
    }
    if (!format.pictured() && !body.getString("container", "any").equals("any")) {
      throw unfit("container", format);
    }
    if (sound && body.containsKey("subtitles")) {
      throw refused("subtitles", "\"subtitles\" do not go with the format audio.");
    }
    if (!format.pictured() && !preferences(body.getJsonObject("preferences", NOTHING)).none()) {
      throw unfit("preferences", format);
    }
    if (sound && set(body, "also", Aside::parse).contains(Aside.AUDIO)) {
      throw refused("also", "The format audio is the sound already: \"also\" cannot ask for it.");
    }
    if (format == Format.SUBTITLES) {
      for (String field : List.of("embed", "clip", "sponsorBlock", "also")) {
        if (body.containsKey(field)) {
          throw unfit(field, format);
        }
      }
      JsonObject subtitles = body.getJsonObject("subtitles", NOTHING);
      if (subtitles.getJsonArray("languages", new JsonArray()).isEmpty()) {
        throw refused(
            "subtitles", "The format subtitles needs \"subtitles\" with the languages wanted.");
      }
    }
  }

  private static Subtitles subtitles(JsonObject wish) {
    return new Subtitles(
        texts(wish.getJsonArray("languages", new JsonArray())),
        Subtitles.Placement.parse(wish.getString("placement", "embedded")).orElseThrow(),
        Subtitles.Captions.parse(wish.getString("format", "vtt")).orElseThrow());
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

  private static Preferences preferences(JsonObject wish) {
    return new Preferences(
        Preferences.Codec.parse(wish.getString("codec", "any")).orElseThrow(),
        Preferences.DynamicRange.parse(wish.getString("dynamicRange", "any")).orElseThrow(),
        Preferences.FrameRate.parse(wish.getString("frameRate", "any")).orElseThrow());
  }

  private static SponsorBlock sponsorBlock(JsonObject wish) {
    return new SponsorBlock(
        set(wish, "mark", SponsorBlock.Category::parse),
        set(wish, "remove", SponsorBlock.Category::parse));
  }

  private static <E> Set<E> set(JsonObject body, String name, Function<String, Optional<E>> parse) {
    return texts(body.getJsonArray(name, new JsonArray())).stream()
        .map(word -> parse.apply(word).orElseThrow())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }

  private static RefusedException unfit(String field, Format format) {
    return refused(field, "\"%s\" does not go with the format %s.".formatted(field, format.wire()));
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(Problem.invalid(field, sentence));
  }
}
