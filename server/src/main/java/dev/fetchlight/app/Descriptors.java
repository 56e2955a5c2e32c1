package dev.fetchlight.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files and sockets that this process may have open (ulimit -n), and how they are shared out:
 * so many for connections of clients that the book, the shelf and the engines never lack any.
 */
final class Descriptors {
  /** Where the system tells no limit. */
  private static final int UNKNOWN = 10_000;

  private static final int FEWEST_CONNECTIONS = 8;

  /** For the book, the shelf, and what is opened for a moment. */
  private static final int RESERVE = 64;

  /** Pipes of a child, its connections through the gate and on, and its files. */
  private static final int A_WORKER = 24;

  private static final Pattern LIMIT = Pattern.compile("Max open files +([0-9]+|unlimited) .*");

  private Descriptors() {}

  /** How many connections there may be, asked when all else is open. */
  static int forConnections(int workers) {
    int spare = limit() - open();
    int reserve = Math.min(spare / 2, RESERVE + A_WORKER * workers);
    return Math.max(FEWEST_CONNECTIONS, spare - reserve);
  }

  private static int limit() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
      return lines
          .map(LIMIT::matcher)
          .filter(Matcher::matches)
          .map(limit -> limit.group(1))
          .filter(number -> number.length() < 10 && !number.equals("unlimited"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(Integer.MAX_VALUE);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static int open() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
