package dev.fetchlight.http.form;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which entries of a list are wanted out of a body that was checked. */
public final class ListForm {
  private ListForm() {}

  public static Spec read(JsonObject body, Link link, Choices choices) {
    boolean list = body.getBoolean("list", false);
    for (String field : List.of("items", "limit")) {
      if (!list && body.containsKey(field)) {
        throw refused(field, "\"%s\" goes with \"list\": true only.".formatted(field));
      }
    }
    if (body.containsKey("items") && body.containsKey("limit")) {
      throw refused("limit", "\"limit\" does not go with \"items\", which name the entries.");
    }
    SortedSet<Integer> items = new TreeSet<>();
    body.getJsonArray("items", new JsonArray())
        .forEach(item -> items.add(((Number) item).intValue()));
    return new Spec(link, choices, list, items, limit(body.getJsonObject("limit")));
  }

  private static ListLimit limit(@Nullable JsonObject wish) {
    if (wish == null) {
      return ListLimit.NONE;
    }
    return new ListLimit(wish.getInteger("first"));
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(Problem.invalid(field, sentence));
  }
}
