package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.SponsorBlock;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes in which form a download is wanted, every choice by its name. */
final class ChoicesJson {
  private ChoicesJson() {}

  static void write(JsonGenerator json, Choices choices) throws IOException {
    json.writeObjectFieldStart("choices");
    json.writeStringField("format", choices.format().wire());
    json.writeStringField("audioFormat", choices.audioFormat().wire());
    json.writeStringField("container", choices.container().wire());
    json.writeObjectFieldStart("subtitles");
    json.writeArrayFieldStart("languages");
    for (String language : choices.subtitles().languages()) {
      json.writeString(language);
    }
    json.writeEndArray();
    json.writeStringField("placement", choices.subtitles().placement().wire());
    json.writeStringField("format", choices.subtitles().captions().wire());
    json.writeEndObject();
    words(json, "embed", choices.extras(), Extra::wire);
    clip(json, choices.clip());
    json.writeStringField("live", choices.live().wire());
    finer(json, choices.finer());
    json.writeEndObject();
  }

  /** Which entries of a list are wanted; null where all are, and where it is none. */
  static void limit(JsonGenerator json, ListLimit limit) throws IOException {
    json.writeFieldName("limit");
    if (limit.none()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    DownloadJson.number(json, "first", limit.count());
    json.writeEndObject();
  }

  private static void finer(JsonGenerator json, Finer finer) throws IOException {
    Preferences preferences = finer.preferences();
    json.writeObjectFieldStart("preferences");
    json.writeStringField("codec", preferences.codec().wire());
    json.writeStringField("dynamicRange", preferences.range().wire());
    json.writeStringField("frameRate", preferences.frameRate().wire());
    json.writeEndObject();
    json.writeObjectFieldStart("sponsorBlock");
    words(json, "mark", finer.sponsorBlock().mark(), SponsorBlock.Category::wire);
    words(json, "remove", finer.sponsorBlock().remove(), SponsorBlock.Category::wire);
    json.writeEndObject();
    words(json, "also", finer.also(), Aside::wire);
  }

  private static <E extends Enum<E>> void words(
      JsonGenerator json, String name, Collection<E> some, Function<E, String> wire)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (E each : some.stream().sorted().toList()) {
      json.writeString(wire.apply(each));
    }
    json.writeEndArray();
  }

  private static void clip(JsonGenerator json, @Nullable Clip clip) throws IOException {
    json.writeFieldName("clip");
    if (clip == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    DownloadJson.number(json, "from", clip.from());
    DownloadJson.number(json, "to", clip.to());
    json.writeEndObject();
  }
}
