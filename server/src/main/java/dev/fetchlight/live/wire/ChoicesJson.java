package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Extra;
import java.io.IOException;
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
    json.writeEndObject();
    json.writeArrayFieldStart("embed");
    for (Extra extra : choices.extras().stream().sorted().toList()) {
      json.writeString(extra.wire());
    }
    json.writeEndArray();
    clip(json, choices.clip());
    json.writeStringField("live", choices.live().wire());
    json.writeEndObject();
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
