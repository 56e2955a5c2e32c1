package dev.fetchlight.live;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;

/** Messages that are nearly, and some that are quite, as the document has them. */
final class Mutations {
  private static final List<String> WORDS =
      List.of("PING", "ping ", "", "\"ping\"", "null", "[]", "7", "{", "{}", "[\"ping\"]");
  private static final List<String> NAMES = List.of("type", "jobIds", "feed", "have", "x");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "-1",
          "1.5",
          "\"\"",
          "\"x\"",
          "\"all\"",
          "\"ping\"",
          "\"subscribe\"",
          "\"unsubscribe\"",
          "[]",
          "[\"x\"]",
          "[7]",
          "[[]]",
          "{}",
          "{\"x\":7}",
          "{\"x\":\"y\"}",
          "{\"x\":{}}");

  private final SplittableRandom random;

  Mutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One of these messages with something changed. */
  String of(List<String> messages) {
    String message = pick(messages);
    if (!message.startsWith("{")) {
      return pick(WORDS);
    }
    JsonObject changed = new JsonObject(message);
    change(changed);
    return changed.encode();
  }

  private void change(JsonObject object) {
    if (random.nextInt(4) == 0) {
      object.put(pick(NAMES), value());
      return;
    }
    if (object.isEmpty()) {
      object.put("x", value());
      return;
    }
    String name = pick(List.copyOf(object.fieldNames()));
    switch (object.getValue(name)) {
      case JsonObject inner when random.nextBoolean() -> change(inner);
      case JsonArray inner when random.nextBoolean() -> inner.add(value());
      case null, default -> {
        if (random.nextBoolean()) {
          object.remove(name);
        } else {
          object.put(name, value());
        }
      }
    }
  }

  private Object value() {
    return Json.decodeValue(pick(VALUES));
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
