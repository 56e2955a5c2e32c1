package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.address.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection at work on one stretch, on a virtual thread of its own: from the socket into one
 * buffer outside the heap, and from there to the file.
 */
final class Puller {
  private static final int BLOCK = 512 * 1024;

  private final Order order;
  private final Stretch stretch;
  private final Thread thread;
  private volatile long lastSign = System.nanoTime();
  private volatile long latency;
  private volatile boolean flowing;

  /**
   * An exchange whose body has begun to be read.
   *
   * @param first what has been read of it, ready to be read again
   * @param asked when it was asked for, on the clock of System.nanoTime
   */
  record Opening(Exchange exchange, ByteBuffer first, long asked) {}

  /**
   * Begins at once.
   *
   * @param opening serves the stretch; null where a connection must be made
   * @param ended hears, on the connection's own thread, that it is over and by which trouble; hears
   *     nothing where it was stopped
   */
  Puller(
      Order order,
      Stretch stretch,
      @Nullable Opening opening,
      BiConsumer<Puller, Optional<Trouble>> ended) {
    this.order = order;
    this.stretch = stretch;
    thread = Thread.ofVirtual().name("pull").unstarted(() -> run(opening, ended));
  }

  void start() {
    thread.start();
  }

  Stretch stretch() {
    return stretch;
  }

  /** Whether bytes have come. */
  boolean flowing() {
    return flowing;
  }

  /** How long its first bytes took from the asking, in nanoseconds, once it is flowing. */
  long latency() {
    return latency;
  }

  /** When its last byte came, or when it began, on the clock of System.nanoTime. */
  long lastSign() {
    return lastSign;
  }

  /** Ends it; returns once it holds neither connection nor file. */
  void stop() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(@Nullable Opening opening, BiConsumer<Puller, Optional<Trouble>> ended) {
    try {
      ended.accept(this, Optional.ofNullable(opening == null ? open() : pull(opening)));
    } catch (InterruptedException e) {
      // Stopped by the one who would hear of it.
    }
  }

  private @Nullable Trouble open() throws InterruptedException {
    Span left = stretch.left();
    Source source = order.source();
    int back = (int) Math.min(left.from(), order.seams().length());
    Span wanted = new Span(left.from() - back, left.to());
    long asked = System.nanoTime();
    Fetch fetch = order.fetcher().open(order.uri(), source.ask(wanted), order.patience().answer());
    return switch (fetch) {
      case Fetch.Refused(Refusal refusal) -> new Trouble.Refused(refusal);
      case Fetch.Failed failed -> Trouble.of(failed);
      case Fetch.Answered(Exchange exchange) -> {
        Trouble trouble = source.continues(exchange, wanted.from()) ? null : trouble(exchange);
        if (trouble == null && back > 0) {
          long brings = Source.brings(exchange);
          if (brings < wanted.length()) {
            order.seams().fitInto(brings);
          }
          if (brings > 0 && brings <= back) {
            exchange.close(); // nothing new would come
            yield open();
          }
          trouble = join(exchange, wanted.from(), back);
        }
        if (trouble != null) {
          exchange.close();
          yield trouble;
        }
        yield pull(new Opening(exchange, ByteBuffer.allocate(0), asked));
      }
    };
  }

  /** Reads what comes once more, and compares it with what is there. */
  private @Nullable Trouble join(Exchange exchange, long from, int length)
      throws InterruptedException {
    ByteBuffer again = ByteBuffer.allocate(length);
    try {
      while (again.hasRemaining()) {
        if (exchange.read(again) < 0) {
          order.seams().fitInto(again.position()); // less than it told
          return new Trouble.Partial();
        }
        lastSign = System.nanoTime();
      }
    } catch (IOException e) {
      return new Trouble.Broken(false);
    }
    again.flip();
    try {
      if (stretch.behind() < length) {
        order.seams().keep(from, again);
        return null;
      }
      return order.seams().fits(from, again) ? null : new Trouble.Changed();
    } catch (IOException e) {
      return new Trouble.Disk(e);
    }
  }

  private static Trouble trouble(Exchange exchange) {
    return switch (exchange.status()) {
      case 200, 206, 416 -> new Trouble.Changed();
      case 429, 503 ->
          new Trouble.Busy(
              exchange.status(),
              exchange
                  .field("Retry-After")
                  .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                  .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
      case 408, 425, 500, 502, 504 -> new Trouble.Erred(exchange.status());
      default -> new Trouble.Denied(exchange.status());
    };
  }

  private @Nullable Trouble pull(Opening opening) throws InterruptedException {
    try (Exchange exchange = opening.exchange();
        Arena arena = Arena.ofConfined();
        FileChannel file =
            FileChannel.open(order.file(), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      ByteBuffer block = arena.allocate(BLOCK).asByteBuffer();
      block.put(opening.first());
      while (true) {
        write(block.flip(), file);
        if (stretch.missing() == 0) {
          return null;
        }
        int count;
        try {
          count = exchange.read(block.clear());
        } catch (EOFException e) {
          return new Trouble.Curtailed();
        } catch (IOException e) {
          return new Trouble.Broken(false);
        }
        if (count < 0) {
          return ended();
        }
        lastSign = System.nanoTime();
        if (!flowing) {
          latency = lastSign - opening.asked();
          flowing = true;
        }
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return new Trouble.Disk(e);
    }
  }

  private @Nullable Trouble ended() {
    if (order.source().total().isPresent()) {
      if (!flowing) {
        order.seams().fitInto(order.seams().length()); // which was all that came
      }
      return new Trouble.Partial();
    }
    stretch.endHere();
    return null;
  }

  /** What lies behind the stretch's end is another one's, who writes the very same bytes there. */
  private void write(ByteBuffer block, FileChannel file) throws IOException {
    while (block.hasRemaining()) {
      stretch.reached(stretch.at() + file.write(block, stretch.at()));
    }
  }
}
