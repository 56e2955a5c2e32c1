package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.Subtitles.Captions;
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
    chosen(json, "format", choices.subtitles().captions(), Captions.VTT, Captions::wire);
    json.writeEndObject();
    words(json, "embed", choices.extras(), Extra::wire);
    clip(json, choices.clip());
    finer(json, choices);
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

  /** Of what few people choose only what was chosen: every frame of a download carries it. */
  private static void finer(JsonGenerator json, Choices choices) throws IOException {
    chosen(json, "live", choices.live(), Live.NOW, Live::wire);
    Preferences preferences = choices.finer().preferences();
    if (!preferences.none()) {
      json.writeObjectFieldStart("preferences");
      chosen(json, "codec", preferences.codec(), Codec.ANY, Codec::wire);
      chosen(json, "dynamicRange", preferences.range(), DynamicRange.ANY, DynamicRange::wire);
      chosen(json, "frameRate", preferences.frameRate(), FrameRate.ANY, FrameRate::wire);
      json.writeEndObject();
    }
    SponsorBlock sponsors = choices.finer().sponsorBlock();
    if (!sponsors.none()) {
      json.writeObjectFieldStart("sponsorBlock");
      some(json, "mark", sponsors.mark(), SponsorBlock.Category::wire);
      some(json, "remove", sponsors.remove(), SponsorBlock.Category::wire);
      json.writeEndObject();
    }
    some(json, "also", choices.finer().also(), Aside::wire);
  }

  private static <E> void chosen(
      JsonGenerator json, String name, E one, E usual, Function<E, String> wire)
      throws IOException {
    if (!one.equals(usual)) {
      json.writeStringField(name, wire.apply(one));
    }
  }

  private static <E extends Enum<E>> void some(
      JsonGenerator json, String name, Collection<E> some, Function<E, String> wire)
      throws IOException {
    if (!some.isEmpty()) {
      words(json, name, some, wire);
    }
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
