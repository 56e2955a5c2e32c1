package dev.fetchlight.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;

/** Writes what a link leads to, as openapi.yaml has it. */
final class PreviewJson {
  private PreviewJson() {}

  static void write(JsonGenerator json, Link link, Preview preview) throws IOException {
    json.writeStartObject();
    json.writeStringField("url", link.value());
    json.writeFieldName("videoInfo");
    DownloadJson.video(
        json, preview.video(), preview.thumbnail() == null ? null : preview.thumbnail().toString());
    json.writeArrayFieldStart("renditions");
    for (Preview.Rendition each : preview.renditions()) {
      json.writeStartObject();
      json.writeStringField("format", each.format().wire());
      DownloadJson.number(json, "bytes", each.bytes());
      json.writeBooleanField("exact", each.exact());
      DownloadJson.number(json, "height", each.height());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("isList", !preview.items().isEmpty());
    json.writeArrayFieldStart("items");
    for (Preview.Item item : preview.items()) {
      json.writeStartObject();
      json.writeNumberField("index", item.index());
      json.writeStringField("url", item.link().value());
      DownloadJson.string(json, "title", item.title());
      DownloadJson.number(json, "duration", item.duration());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("more", preview.more());
    json.writeEndObject();
  }
}
