package dev.fetchlight.crowd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What the crowd has seen; to be looked at on its own thread alone. Messages are what the server
 * sends as text; frames are those messages that name a version. Versions are taken to be of one job
 * a client.
 */
public final class Tally {
  /** The TCP connection was refused. */
  public static final int REFUSED = 0;

  /** The connection ended without a goodbye. */
  public static final int DROPPED = 1006;

  private static final Field VERSION = new Field("version");
  private static final Field AT = new Field("at");

  private final List<Connection> clients = new ArrayList<>();
  private final Map<Integer, Integer> endings = new TreeMap<>();
  private final Spreads spreads = new Spreads();
  private Histogram delays = new Histogram();
  private int connecting;
  private int open;
  private long messages;
  private long frames;
  private long bytes;
  private long missed;
  private long backwards;
  private String failure = "";

  public int clients() {
    return clients.size();
  }

  /** How many are open now. */
  public int open() {
    return open;
  }

  /** How many are on their way to being open. */
  int connecting() {
    return connecting;
  }

  public long messages() {
    return messages;
  }

  public long frames() {
    return frames;
  }

  /** All bytes that were read. */
  public long bytes() {
    return bytes;
  }

  /** Versions that lay between two that a client was sent. */
  public long missed() {
    return missed;
  }

  /** Frames that were not newer than one sent to that client before. */
  public long backwards() {
    return backwards;
  }

  /** From the {@code at} of a frame (nanoseconds of the system's running clock) to its reading. */
  public Histogram delays() {
    return delays;
  }

  /** Of each version, from the first client that had it to the last. */
  public Histogram spreads() {
    return spreads.durations();
  }

  /**
   * How often connections have ended so: close codes, {@link #DROPPED}, {@link #REFUSED}, or the
   * HTTP status that came in place of an upgrade.
   */
  public Map<Integer, Integer> endings() {
    return Map.copyOf(endings);
  }

  /** What went wrong on the crowd's own side, the last time; empty for nothing. */
  public String failure() {
    return failure;
  }

  public boolean isOpen(int client) {
    return clients.get(client).isOpen();
  }

  /** How the client's connection ended last, in the words of {@link #endings}; -1 for never. */
  public int ending(int client) {
    return clients.get(client).ending();
  }

  /** The newest version that the client was sent; -1 for none. */
  public long newest(int client) {
    return clients.get(client).newest;
  }

  /** Whether all of these clients have that version, or a newer one. */
  public boolean allHave(long version, IntPredicate which) {
    return IntStream.range(0, clients.size())
        .filter(which)
        .allMatch(each -> clients.get(each).newest >= version);
  }

  List<Connection> all() {
    return clients;
  }

  void begun() {
    connecting++;
  }

  void opened() {
    connecting--;
    open++;
  }

  void ended(boolean wasOpen, int ending) {
    if (wasOpen) {
      open--;
    } else {
      connecting--;
    }
    endings.merge(ending, 1, Integer::sum);
  }

  void failed(Exception why) {
    failure = why.toString();
  }

  void read(int count) {
    bytes += count;
  }

  void message(Connection client, ByteBuffer text, int from, int to, long now) {
    messages++;
    long version = VERSION.find(text, from, to);
    if (version < 0) {
      return;
    }
    frames++;
    if (client.newest >= version) {
      backwards++;
    } else {
      missed += client.newest < 0 ? 0 : version - client.newest - 1;
      client.newest = version;
    }
    spreads.add(version, now);
    long at = AT.find(text, from, to);
    if (at >= 0) {
      delays.add(now - at);
    }
  }

  /** Counts anew; what clients are and have stays. */
  void reset() {
    messages = 0;
    frames = 0;
    bytes = 0;
    missed = 0;
    backwards = 0;
    delays = new Histogram();
    spreads.clear();
    endings.clear();
    failure = "";
  }
}
