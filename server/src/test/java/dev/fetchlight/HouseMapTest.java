package dev.fetchlight;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Rooms.Library;
import dev.fetchlight.Rooms.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * docs/map.md is made of the table of rooms and the signs on their doors. {@code mvn test
 * -Dtest=HouseMapTest -Dmap.write} writes it anew.
 */
@NullMarked
class HouseMapTest {
  private static final Path MAP = Path.of("../docs/map.md");
  private static final Path SOURCES = Path.of("src/main/java/dev/fetchlight");

  @Test
  void theMapIsCurrent() throws IOException {
    if (System.getProperty("map.write") != null) {
      Files.writeString(MAP, map());
    }
    assertThat(MAP)
        .as("docs/map.md; `mvn test -Dtest=HouseMapTest -Dmap.write` writes it anew")
        .hasContent(map());
  }

  private static String map() {
    return """
    # The map of the house

    Made from the table in `server/src/test/java/dev/fetchlight/Rooms.java` and the `package-info.java` of each room.
    Do not edit: `mvn test -Dtest=HouseMapTest -Dmap.write` in `server/` writes it anew.

    A room is a package below `dev.fetchlight`. It uses only the rooms named in its row, and never one above it.

    | room | door sign | uses | seam |
    | --- | --- | --- | --- |
    %s

    Rooms within rooms:

    | room | door sign |
    | --- | --- |
    %s

    Libraries have rooms too. Nothing else may import them:

    | library | rooms |
    | --- | --- |
    %s

    ```mermaid
    graph TD
    %s
    ```
    """
        .formatted(
            lines(Rooms.ALL.stream().map(HouseMapTest::row)),
            lines(innerRooms().stream().map(each -> "| `%s` | %s |".formatted(each, sign(each)))),
            lines(Rooms.LIBRARIES.stream().map(HouseMapTest::row)),
            lines(
                Rooms.ALL.stream()
                    .filter(each -> !each.uses().isEmpty())
                    .map(HouseMapTest::arrows)));
  }

  private static String row(Room room) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            room.name(),
            sign(room.name()),
            room.uses().isEmpty() ? "–" : codes(room.uses().stream().sorted().toList()),
            codes(seams(room)));
  }

  /** The seams that lie in the room or in one within it. */
  private static List<String> seams(Room room) {
    return Rooms.SEAMS.entrySet().stream()
        .filter(each -> Rooms.roomOf(Rooms.HOUSE + "." + each.getKey()).equals(room.name()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private static String row(Library library) {
    return "| %s | %s |".formatted(library.name(), codes(library.rooms()));
  }

  private static String arrows(Room room) {
    return "  %s --> %s"
        .formatted(room.name(), room.uses().stream().sorted().collect(joining(" & ")));
  }

  private static List<String> innerRooms() {
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      return walk.filter(each -> each.endsWith("package-info.java"))
          .map(each -> SOURCES.relativize(each.getParent()).toString().replace('/', '.'))
          .filter(each -> each.contains("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sentences of the room's package-info, on one line of Markdown. */
  private static String sign(String room) {
    try {
      String source =
          Files.readString(SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java"));
      return source
          .substring(source.indexOf("/**") + 3, source.indexOf("*/"))
          .replaceAll("(?m)^\\s*\\* ?", "")
          .replaceAll("\\s+", " ")
          .replaceAll("\\{@(?:link|code) (?:[\\w.]+\\.)?(\\w+)}", "`$1`")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String codes(List<String> names) {
    return names.stream().map(each -> "`" + each + "`").collect(joining(", "));
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(joining("\n"));
  }
}
