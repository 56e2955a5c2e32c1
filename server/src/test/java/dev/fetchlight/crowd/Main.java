package dev.fetchlight.crowd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A crowd that is led by commands on standard input, and answers each with a line of JSON. It ends
 * with its input, and by itself after some minutes.
 *
 * <pre>
 * open COUNT K COMEBACK PATH,… [TEXT…]
 *                   lets so many more come, who share out the paths; one in K does not read (0: all
 *                   do); each sends the texts, and comes back as it says
 * keep COUNT        cuts all but the first so many
 * measure SECONDS   measures for so long
 * gone              measures from now on, and answers once all have been sent away
 * back VERSION,…    answers once all are open and have that version, which they share out as paths
 * </pre>
 */
final class Main {
  private static final int GOING_AWAY = 1001;
  private static final long LONGEST_LIFE_MINUTES = 20;

  private final int port;
  private final Dialect dialect;
  private final Crowd crowd;

  private Main(int port, Dialect dialect) {
    this.port = port;
    this.dialect = dialect;
    this.crowd = Crowd.open(Plan.of(port, 0, _ -> "/"));
  }

  /** {@code PORT DIALECT}. */
  public static void main(String[] arguments) throws IOException {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(LONGEST_LIFE_MINUTES));
          Runtime.getRuntime().halt(1);
        });
    Main main = new Main(Integer.parseInt(arguments[0]), Dialect.valueOf(arguments[1]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(main.answer(List.of(line.split(" "))));
      System.out.flush();
    }
  }

  private String answer(List<String> words) {
    switch (words.getFirst()) {
      case "open" -> open(words);
      case "keep" -> keep(Integer.parseInt(words.get(1)));
      case "measure" -> {
        crowd.reset();
        LockSupport.parkNanos((long) (Double.parseDouble(words.get(1)) * 1e9));
      }
      case "gone" -> {
        crowd.reset();
        crowd.await("all are away", seen -> sentAway(seen) >= seen.clients());
      }
      case "back" -> {
        long[] versions = Stream.of(words.get(1).split(",")).mapToLong(Long::parseLong).toArray();
        crowd.await("all are back", seen -> back(seen, versions));
      }
      default -> throw new IllegalArgumentException(words.toString());
    }
    return crowd.report().json();
  }

  private void open(List<String> words) {
    List<String> paths = List.of(words.get(4).split(","));
    List<String> texts = words.subList(5, words.size());
    crowd.join(
        Plan.of(port, Integer.parseInt(words.get(1)), each -> paths.get(each % paths.size()))
            .silent(Integer.parseInt(words.get(2)))
            .speaking(dialect)
            .returning(Plan.Comeback.valueOf(words.get(3)))
            .greeting(_ -> texts));
  }

  private static int sentAway(Tally seen) {
    return seen.endings().getOrDefault(GOING_AWAY, 0);
  }

  private static boolean back(Tally seen, long[] versions) {
    return seen.open() == seen.clients()
        && IntStream.range(0, versions.length)
            .allMatch(at -> seen.allHave(versions[at], each -> each % versions.length == at));
  }

  private void keep(int count) {
    crowd.cut(each -> each >= count);
  }
}
