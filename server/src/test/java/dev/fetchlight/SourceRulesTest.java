package dev.fetchlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the house that can only be read off source files. */
@NullMarked
class SourceRulesTest {
  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST = 400;
  private static final int MEDIAN = 70;
  private static final int NINE_IN_TEN = 200;
  private static final Set<String> BAD_WORDS =
      Set.of("util", "utils", "common", "helper", "helpers", "manager", "base", "impl");
  private static final Set<String> MADE =
      Set.of("node_modules", "dist", "generated", "target", "test-results");
  private static final Pattern WORDS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_.]");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^[a-z -]*\\b(class|interface|@interface|record|enum) \\w+");

  @Test
  void noFileIsTooLong() {
    Stream<Path> all =
        Stream.of("src", "../web", "../e2e", "../script", "../bench").flatMap(each -> files(each));
    assertThat(all.filter(each -> isSource(each) && lines(each) > LONGEST)).isEmpty();
  }

  @Test
  void mostFilesAreShort() {
    int[] sorted =
        javaFiles("src/main/java").stream().mapToInt(each -> lines(each)).sorted().toArray();
    assertThat(sorted[sorted.length / 2]).as("median").isLessThanOrEqualTo(MEDIAN);
    assertThat(sorted[sorted.length * 9 / 10]).as("nine in ten").isLessThanOrEqualTo(NINE_IN_TEN);
  }

  @Test
  void testsAreAtLeastAsLongAsWhatTheyTest() {
    int main = javaFiles("src/main/java").stream().mapToInt(each -> lines(each)).sum();
    int tests = javaFiles("src/test/java").stream().mapToInt(each -> lines(each)).sum();
    assertThat(tests).isGreaterThanOrEqualTo(main);
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(Stream.of("src", "../web", "../e2e").flatMap(each -> files(each)))
        .filteredOn(each -> isSource(each) && hasBadWord(HOUSE, each))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "JobHelper.java, true",
    "net/util/Cidr.java, true",
    "use-helpers.ts, true",
    "Database.java, false",
    "BaseEngine.java, true",
    "EngineImpl.java, true",
    "Implied.java, false"
  })
  void aBadWordIsSeenOnlyAsAWord(String path, boolean bad) {
    assertThat(hasBadWord(Path.of("/house"), Path.of("/house", path))).isEqualTo(bad);
  }

  /** The tests aside: their name and their methods' names say it all. */
  @Test
  void everyTypeSaysWhatItIs() {
    assertThat(Stream.of("src/main/java", "src/test/java").flatMap(each -> files(each)))
        .filteredOn(each -> !each.toString().matches(".*(Test|IT|package-info)\\.java"))
        .filteredOn(each -> each.toString().endsWith(".java") && !isDocumented(each))
        .isEmpty();
  }

  private static boolean isDocumented(Path file) {
    String text = String.join("\n", read(file));
    Matcher type = TYPE.matcher(text);
    return type.find() && text.substring(0, type.start()).contains("/**");
  }

  private static boolean hasBadWord(Path house, Path file) {
    return Stream.of(house.relativize(file.toAbsolutePath().normalize()).toString().split("/"))
        .flatMap(each -> Arrays.stream(WORDS.split(each)))
        .anyMatch(each -> BAD_WORDS.contains(each.toLowerCase(Locale.ROOT)));
  }

  private static boolean isSource(Path file) {
    return file.toString().matches(".*\\.(java|sql|ts|tsx|mjs|js|css|sh)");
  }

  private static List<Path> javaFiles(String folder) {
    return files(folder).filter(each -> each.toString().endsWith(".java")).toList();
  }

  private static Stream<Path> files(String folder) {
    Path start = Path.of(folder);
    if (!Files.isDirectory(start)) {
      return Stream.of();
    }
    try (Stream<Path> walk = Files.list(start)) {
      return walk.toList().stream()
          .filter(each -> !MADE.contains(each.getFileName().toString()))
          .flatMap(each -> Files.isDirectory(each) ? files(each.toString()) : Stream.of(each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lines(Path file) {
    return read(file).size();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
