package dev.fetchlight.http.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Refuses JSON that names a field twice, which two readers could take differently (RFC 8259). */
final class Once {
  private static final JsonFactory JSON = new JsonFactory();

  /** The names so far, of each object that is open. */
  private final Deque<Set<String>> open = new ArrayDeque<>();

  /** Throws a {@link RefusedException} that names the field. */
  void check(Buffer json) {
    try (JsonParser parser = JSON.createParser(json.getBytes())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        check(token, parser);
      }
    } catch (IOException e) {
      throw new RefusedException(Problem.invalid("body", "The body is not JSON."));
    }
  }

  private void check(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT -> open.push(new HashSet<>());
      case END_OBJECT -> {
        var _ = open.pop();
      }
      case FIELD_NAME -> {
        String name = parser.currentName();
        if (!open.element().add(name)) {
          throw new RefusedException(
              Problem.invalid(name, "The field \"" + Rule.shown(name) + "\" may come once only."));
        }
      }
      default -> {}
    }
  }
}
