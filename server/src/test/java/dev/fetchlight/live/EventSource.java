package dev.fetchlight.live;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that reads one stream of server-sent events, comments included. */
final class EventSource implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  /** One event; a comment or a bare field has no data. */
  record Event(@Nullable String type, @Nullable String id, @Nullable String data, String last) {
    JsonObject json() {
      return new JsonObject(data);
    }
  }

  EventSource(URI uri, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event that is more than a comment, or null at the end of the stream. */
  @Nullable Event next() throws IOException {
    Event event = nextOfAll();
    while (event != null && event.last().startsWith(":")) {
      event = nextOfAll();
    }
    return event;
  }

  /** The next event, comments included, or null at the end of the stream. */
  @Nullable Event nextOfAll() throws IOException {
    String type = null;
    String id = null;
    String data = null;
    String last = "";
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        return new Event(type, id, data, last);
      }
      last = line;
      String[] field = line.split(": ", 2);
      switch (field[0]) {
        case "event" -> type = field[1];
        case "id" -> id = field[1];
        case "data" -> data = field[1];
        default -> {}
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
