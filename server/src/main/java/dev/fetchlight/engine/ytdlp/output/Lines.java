package dev.fetchlight.engine.ytdlp.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.Planned;
import dev.fetchlight.job.spec.Extra;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads yt-dlp's lines; what cannot be read is noise. */
public final class Lines {
  private static final JsonFactory JSON = new JsonFactory();

  /** As {@code ffmpeg -progress} says it; all of them are whole numbers. */
  private static final Pattern CUT = Pattern.compile("(total_size|out_time_us)=(\\d{1,18})");

  private Lines() {}

  public static Line read(String text) {
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    String rest = space < 0 ? "" : text.substring(space + 1);
    try {
      return switch (word) {
        case Line.VIDEO -> new Line.Described(Metadata.of(objects(rest).getFirst()));
        case Line.STREAMS -> new Line.Streams(planned(objects(rest)));
        case Line.SOURCE, Line.SOURCES -> new Line.Sources(Sources.read(rest));
        case Line.BEGUN -> new Line.Begun();
        case Line.THUMBNAIL -> new Line.Has(Extra.THUMBNAIL, any(objects(rest)));
        case Line.CHAPTERS -> new Line.Has(Extra.CHAPTERS, any(objects(rest)));
        case Line.ASKING -> new Line.Asking();
        case Line.SPONSORS -> new Line.Sponsors(stretches(objects(rest)));
        case Line.LEFT -> left(objects(rest).getFirst());
        case Line.PARTS -> new Line.Parts(chapters(objects(rest)));
        case Line.PROGRESS -> new Line.Advanced(advance(objects(rest).getFirst()));
        case Line.FETCHED -> new Line.Fetched();
        case Line.FILE -> new Line.Finished(Path.of(string(rest)));
        case Line.ENTRY -> new Line.Entry(objects(rest).getFirst());
        case Line.FORMATS -> new Line.Formats(objects(rest));
        case Line.PICTURE -> new Line.Picture(string(rest));
        default -> cut(text);
      };
    } catch (IOException | InvalidPathException e) {
      return new Line.Noise();
    }
  }

  /** The size in a note of a download in fragments; -1 where it has none or cannot be read. */
  public static long size(String note) {
    try {
      return objects(note).getFirst().number("size").map(Double::longValue).orElse(-1L);
    } catch (IOException e) {
      return -1;
    }
  }

  private static Line cut(String text) {
    Matcher said = CUT.matcher(text);
    if (!said.matches()) {
      return new Line.Noise();
    }
    long number = Long.parseLong(said.group(2));
    return said.group(1).equals("total_size")
        ? new Line.Cut(number)
        : new Line.CutUpTo(number / 1e6);
  }

  private static List<Line.Stretch> stretches(List<Fields> objects) {
    return objects.stream()
        .filter(Lines::span)
        .map(each ->
            new Line.Stretch(
                seconds(each, "start_time"),
                seconds(each, "end_time"),
                each.text("category").orElse("")))
        .toList();
  }

  private static List<Line.Chapter> chapters(List<Fields> objects) {
    return objects.stream()
        .filter(Lines::span)
        .map(each ->
            new Line.Chapter(
                seconds(each, "start_time"),
                seconds(each, "end_time"),
                each.text("title").orElse("")))
        .toList();
  }

  private static Line left(Fields fields) {
    return fields
        .number("duration")
        .filter(seconds -> seconds > 0)
        .<Line>map(Line.Left::new)
        .orElse(new Line.Noise());
  }

  /** Whether it has a beginning and an end after it. */
  private static boolean span(Fields fields) {
    return seconds(fields, "start_time") >= 0
        && seconds(fields, "end_time") > seconds(fields, "start_time");
  }

  private static double seconds(Fields fields, String name) {
    return fields.number(name).orElse(-1.0);
  }

  private static boolean any(List<Fields> objects) {
    return objects.stream().anyMatch(object -> !object.values().isEmpty());
  }

  private static List<Planned> planned(List<Fields> streams) {
    List<Planned> planned = streams.stream().map(Metadata::planned).toList();
    return planned.size() < 2 ? List.of() : planned;
  }

  private static Advance advance(Fields fields) {
    return new Advance(
        fields.text("filename").orElse(""),
        fields.text("status").filter(status -> status.equals("finished")).isPresent(),
        fields.number("downloaded_bytes").map(Double::longValue).orElse(null),
        fields.whole("total_bytes").orElse(null),
        fields.number("fragment_index").map(Double::intValue).orElse(null),
        fields.number("fragment_count").map(Double::intValue).orElse(null));
  }

  private static String string(String json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new IOException("no text");
      }
      return parser.getText();
    }
  }

  /** An object, or a list of objects, each with the plain values in it; never an empty list. */
  private static List<Fields> objects(String json) throws IOException {
    List<Fields> objects = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          objects.add(object(parser));
        }
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        objects.add(object(parser));
      } else {
        throw new IOException("no object");
      }
    }
    return objects.isEmpty() ? List.of(new Fields(Map.of())) : objects;
  }

  private static Fields object(JsonParser parser) throws IOException {
    Map<String, Object> values = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_STRING -> values.put(name, parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(name, parser.getDoubleValue());
        case VALUE_TRUE -> values.put(name, true);
        case START_OBJECT, START_ARRAY -> parser.skipChildren();
        case null, default -> {}
      }
    }
    return new Fields(values);
  }
}
