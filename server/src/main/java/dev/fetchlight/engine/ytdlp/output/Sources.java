package dev.fetchlight.engine.ytdlp.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fetchlight.engine.live.Channel;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads where yt-dlp would fetch a broadcast. Nothing where one of them cannot be recorded. */
final class Sources {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_HEADER = 4_096;

  /** Those that sites look at; cookies are for their own hosts and go another way. */
  private static final Set<String> HEADERS =
      Set.of("User-Agent", "Referer", "Origin", "Accept-Language");

  private Sources() {}

  static List<Channel> read(String json) throws IOException {
    List<Channel> sources = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token == JsonToken.START_OBJECT) {
          Optional<Channel> source = source(parser);
          if (source.isEmpty()) {
            return List.of(); // half of it is of no use
          }
          sources.add(source.get());
        }
        token = parser.nextToken();
      }
    }
    return sources;
  }

  private static Optional<Channel> source(JsonParser parser) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> headers = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_STRING -> texts.put(name, parser.getText());
        case START_OBJECT -> headers(parser, headers);
        case START_ARRAY -> parser.skipChildren();
        case null, default -> {}
      }
    }
    Optional<URI> link = Metadata.link(Optional.ofNullable(texts.get("url")));
    String protocol = texts.getOrDefault("protocol", "");
    boolean listed = protocol.startsWith("m3u8");
    boolean plain = protocol.equals("http") || protocol.equals("https");
    return link.filter(_ -> listed || plain)
        .map(uri ->
            new Channel(uri, listed, headers, !texts.getOrDefault("vcodec", "").equals("none")));
  }

  private static void headers(JsonParser parser, Map<String, String> headers) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        String value = parser.getText();
        if (HEADERS.contains(name)
            && value.length() <= LONGEST_HEADER
            && value.chars().allMatch(each -> each >= ' ' && each < 0x7f)) {
          headers.put(name, value);
        }
      } else {
        parser.skipChildren();
      }
    }
  }
}
