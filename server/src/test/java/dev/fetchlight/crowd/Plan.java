package dev.fetchlight.crowd;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a number of clients do. Functions are given the client's number within its crowd.
 *
 * @param port where they connect to, on the loopback address
 * @param path what they ask for
 * @param greeting texts that each sends as soon as it is open
 * @param reads who reads from the start; the others take nothing after the handshake
 * @param comeback whether and when a client comes back by itself
 * @param listener hears every text of the server on the crowd's thread; null for nobody, since each
 *     text is then a new string
 */
public record Plan(
    int port,
    int count,
    IntFunction<String> path,
    Dialect dialect,
    IntFunction<List<String>> greeting,
    IntPredicate reads,
    Comeback comeback,
    @Nullable Listener listener) {

  /** As many as this process may have files open, with some to spare. */
  private static final int MOST = 18_000;

  /** Hears what the server says to one client. */
  @FunctionalInterface
  public interface Listener {
    void text(int client, String text);
  }

  /** What a client does after an end that is not for good: any but 1000, 1008 and 44xx. */
  public enum Comeback {
    NEVER,
    /** After a random time that grows. */
    BY_CHANCE,
    /** When the server asked for it, and by chance where it did not. */
    AS_ASKED
  }

  public Plan {
    if (port <= 0 || port > 0xffff || count < 0 || count > MOST) {
      throw new IllegalArgumentException(count + " clients of port " + port);
    }
  }

  /** Clients that read all and say nothing. */
  public static Plan of(int port, int count, IntFunction<String> path) {
    return new Plan(
        port, count, path, Dialect.PLAIN, _ -> List.of(), _ -> true, Comeback.NEVER, null);
  }

  public Plan speaking(Dialect other) {
    return new Plan(port, count, path, other, greeting, reads, comeback, listener);
  }

  public Plan greeting(IntFunction<List<String>> texts) {
    return new Plan(port, count, path, dialect, texts, reads, comeback, listener);
  }

  /** One client in {@code k} does not read; 0 for none. */
  public Plan silent(int k) {
    return new Plan(
        port, count, path, dialect, greeting, each -> k == 0 || each % k != 0, comeback, listener);
  }

  public Plan returning(Comeback how) {
    return new Plan(port, count, path, dialect, greeting, reads, how, listener);
  }

  public Plan listener(Listener ear) {
    return new Plan(port, count, path, dialect, greeting, reads, comeback, ear);
  }
}
