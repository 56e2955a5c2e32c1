package dev.fetchlight.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reaches any of several addresses from a virtual thread, as {@link Dial} does from an event loop:
 * each is tried a quarter of a second after the one before or as soon as that fails.
 */
final class Reach {
  private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(250);

  private final BlockingQueue<Attempt> over = new LinkedBlockingQueue<>();
  private final List<SocketChannel> trying = new ArrayList<>();

  private record Attempt(SocketChannel channel, @Nullable IOException failure) {}

  private Reach() {}

  /**
   * A connected channel that blocks.
   *
   * @throws SocketTimeoutException where nobody answered in time
   */
  static SocketChannel any(List<InetAddress> addresses, int port, Deadline deadline)
      throws IOException, InterruptedException {
    Reach reach = new Reach();
    SocketChannel winner = null;
    try {
      winner = reach.race(addresses.stream().limit(Dial.MOST_ADDRESSES).iterator(), port, deadline);
      return winner;
    } finally {
      for (SocketChannel channel : reach.trying) {
        if (!channel.equals(winner)) {
          channel.close();
        }
      }
    }
  }

  private SocketChannel race(Iterator<InetAddress> waiting, int port, Deadline deadline)
      throws IOException, InterruptedException {
    IOException last = new SocketTimeoutException();
    for (int open = 0; open > 0 || waiting.hasNext(); ) {
      if (waiting.hasNext()) {
        start(new InetSocketAddress(waiting.next(), port));
        open++;
      }
      long left = deadline.nanosLeft();
      Attempt attempt =
          over.poll(waiting.hasNext() ? Math.min(HEAD_START, left) : left, TimeUnit.NANOSECONDS);
      if (attempt == null && deadline.nanosLeft() == 0) {
        throw new SocketTimeoutException();
      } else if (attempt != null && attempt.failure() == null) {
        return attempt.channel();
      } else if (attempt != null && attempt.failure() != null) {
        last = attempt.failure();
        open--;
      }
    }
    throw last;
  }

  private void start(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    trying.add(channel);
    Thread.startVirtualThread(() -> {
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
        over.add(new Attempt(channel, null));
      } catch (IOException e) {
        over.add(new Attempt(channel, e));
      }
    });
  }
}
