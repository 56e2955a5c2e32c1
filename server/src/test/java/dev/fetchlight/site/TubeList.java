package dev.fetchlight.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the pages of {@link TubeSite} say beside what the player needs. */
final class TubeList {
  private static final List<String> VIDEOS = List.of("OKAY0000001", "OKAY0000002", "OKAY0000003");

  private TubeList() {}

  /** A page with nothing but its video. */
  static JsonObject nothing() {
    JsonObject results =
        in(
            "results",
            in("results", new JsonObject().put("contents", new JsonArray().add(new JsonObject()))));
    return in("contents", in("twoColumnWatchNextResults", results))
        .put("playerOverlays", new JsonObject());
  }

  /** The page of a list. */
  static JsonObject contents() {
    JsonArray videos = new JsonArray();
    for (String id : VIDEOS) {
      JsonObject title = new JsonObject().put("simpleText", "Synthetic " + id);
      videos.add(
          in("playlistVideoRenderer", new JsonObject().put("videoId", id).put("title", title)));
    }
    JsonObject list = in("playlistVideoListRenderer", new JsonObject().put("contents", videos));
    JsonObject section =
        in("itemSectionRenderer", new JsonObject().put("contents", new JsonArray().add(list)));
    JsonObject content =
        in("sectionListRenderer", new JsonObject().put("contents", new JsonArray().add(section)));
    JsonObject tab =
        in("tabRenderer", new JsonObject().put("selected", true).put("content", content));
    JsonObject browse =
        in(
            "twoColumnBrowseResultsRenderer",
            new JsonObject().put("tabs", new JsonArray().add(tab)));
    JsonObject metadata = in("playlistMetadataRenderer", new JsonObject().put("title", "A list"));
    return in("contents", browse).put("metadata", metadata);
  }

  private static JsonObject in(String name, JsonObject inner) {
    return new JsonObject().put(name, inner);
  }
}
