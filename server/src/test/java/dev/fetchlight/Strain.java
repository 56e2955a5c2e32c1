package dev.fetchlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/**
 * Pulls a reader of text through long runs of each kind of sign: one that goes back over what it
 * has read takes minutes, and one that calls itself for each sign runs out of its stack.
 */
@NullMarked
public final class Strain {
  /** For each text, of which a reader takes milliseconds. */
  private static final int GUARD_SECONDS = 20;

  /** Less than any thread of ours has. */
  private static final int STACK = 256 * 1_024;

  private static final List<String> RUNS =
      List.of(
          "a",
          "a1B",
          "7",
          " ",
          "\t",
          "\n",
          "\n\n \r\n",
          ".",
          "/",
          ":",
          ";",
          "=",
          "-",
          "_",
          "\"",
          "'",
          "\\",
          "%",
          "%41",
          ",",
          "?",
          "#",
          "&",
          "<",
          "(",
          "[",
          "{",
          "~/",
          "a.",
          ".a",
          "a/",
          "/a",
          "../",
          "./",
          "a=",
          "a;",
          "; ",
          "a b ",
          "\\\"",
          "://",
          "a://",
          "a:",
          "a@",
          "token",
          "token=",
          "cookie ",
          "use ",
          "<a>",
          "<a/>",
          "]]>",
          "&amp;",
          "\u00e9",
          "\u0301",
          "\u202e",
          "\u200d",
          "\ud83d\udc19",
          "\u0000",
          "http://a/ ",
          "x.ab?",
          "\n#",
          "\n[",
          "\na");

  private static final List<String> ENDS = List.of("", "\u0001", "!", "\" x", "\n x=");

  private Strain() {}

  /**
   * Has it read texts of about so many characters.
   *
   * @param starts what the texts begin with and, with a run between, repeat
   */
  public static void on(Consumer<String> reader, int length, String... starts) {
    List<String> all = new ArrayList<>(List.of(starts));
    all.add("");
    for (String start : all) {
      for (String run : RUNS) {
        String body = run.repeat(Math.max(1, (length - start.length()) / run.length()));
        one(start + body, reader, "a run of " + run + " after " + start);
        for (String end : ENDS) {
          one(start + body.substring(0, body.length() / 2) + end, reader, run + " before " + end);
        }
        if (!start.isEmpty()) {
          String pair = start + run;
          one(pair.repeat(Math.max(1, length / pair.length())), reader, "many of " + pair);
        }
      }
    }
  }

  /** Has it read one text, and whatever it makes of it is right. */
  public static void one(String text, Consumer<String> reader, String what) {
    FutureTask<Boolean> reading = new FutureTask<>(() -> reader.accept(text), true);
    Thread thread = new Thread(null, reading, "strained", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      assertThat(reading.get(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (TimeoutException e) {
      throw new AssertionError("does not come to the end of " + what, e);
    } catch (ExecutionException e) {
      throw new AssertionError("fails at " + what, e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("was cut short", e);
    }
  }
}
