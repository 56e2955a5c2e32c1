package dev.fetchlight.http.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A parameter of an operation.
 *
 * @param in {@code path}, {@code query} or {@code header}
 * @param type the JSON type its text stands for
 */
record Parameter(String name, String in, String type, Rule rule) {
  static Parameter of(JsonObject object) {
    JsonObject schema = object.getJsonObject("schema");
    return new Parameter(
        object.getString("name"),
        object.getString("in"),
        schema.getString("type"),
        Rule.of(schema));
  }

  /** The value that {@code text} stands for, checked. */
  Object read(String text) {
    Object value =
        switch (type) {
          case "integer" -> whole(text);
          case "array" -> new JsonArray(List.of(text.split(",", -1)));
          default -> text;
        };
    rule.check(value, name);
    return value;
  }

  private Object whole(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      // Left as text, it fails the rule, which says what is wanted.
      return text;
    }
  }
}
