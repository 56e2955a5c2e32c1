package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;

/** What a running program tells of its yt-dlp, and having it ask for a newer one. */
record Updates(Caller caller) {
  static Updates of(Caller caller) {
    return new Updates(caller);
  }

  /** Once the asking of a start is over, so that what comes next is what was wished. */
  static Updates begun(Caller caller) throws Exception {
    Updates updates = new Updates(caller);
    updates.await("the first asking of a start is over", state -> !outcome(state).isEmpty());
    updates.await("it rests", state -> state.getString("activity").equals("idle"));
    return updates;
  }

  /** Has it ask; whether it is willing. */
  HttpResponse<byte[]> wish() throws Exception {
    return caller.post("/api/engine/update", new JsonObject());
  }

  /** Has it ask now, and returns how it stands once that is over. */
  JsonObject ask() throws Exception {
    assertThat(wish().statusCode()).isEqualTo(202);
    await("it is over", state -> state.getString("activity").equals("idle"));
    return state();
  }

  JsonObject state() throws Exception {
    return new JsonObject(Caller.text(caller.get("/api/engine")));
  }

  void await(String what, Predicate<JsonObject> holds) throws Exception {
    Await.until(what, () -> holds.test(state()));
  }

  /** What came of the last asking; empty before the first. */
  static String outcome(JsonObject state) {
    return state.getJsonArray("tries").isEmpty()
        ? ""
        : state.getJsonArray("tries").getJsonObject(0).getString("outcome");
  }

  static List<?> kept(JsonObject state) {
    return state.getJsonArray("kept").getList();
  }
}
