package dev.fetchlight.engine.live;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.live.list.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Fetches what a broadcast is made of: its lists, keys, heads and segments. */
final class Loader {
  private static final int MOST_TEXT = 16 << 20;
  private static final int BLOCK = 64 * 1_024;

  private final Fetcher fetcher;
  private final Duration answer;

  Loader(Fetcher fetcher, Duration answer) {
    this.fetcher = fetcher;
    this.answer = answer;
  }

  /** What came of asking for something small. */
  sealed interface Loaded {
    /**
     * All of it.
     *
     * @param octets its bytes, as ISO 8859-1
     * @param from where it was, after all redirects
     */
    record Here(String octets, URI from) implements Loaded {
      byte[] bytes() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
      }

      String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
      }
    }

    record Lost(Loss loss) implements Loaded {}
  }

  /** Takes in what comes, block by block. */
  interface Sink {
    /**
     * Takes one.
     *
     * @param last whether no more comes
     */
    void take(ByteBuffer block, boolean last) throws IOException, LostException;
  }

  /** What comes is not wanted. */
  static final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Loss loss;

    LostException(Loss loss) {
      super(loss.failure().sentence());
      this.loss = loss;
    }

    Loss loss() {
      return loss;
    }
  }

  /** A list. */
  Loaded text(Channel source) throws InterruptedException {
    return all(source, Piece.whole(source.link()), MOST_TEXT);
  }

  /** Something of at most so many bytes. */
  Loaded all(Channel source, Piece piece, int most) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    URI[] from = {piece.uri()};
    try {
      from[0] =
          pour(
              source,
              piece,
              answer,
              (block, _) -> {
                byte[] some = new byte[block.remaining()];
                block.get(some);
                bytes.writeBytes(some);
                if (bytes.size() > most) {
                  throw new LostException(Loss.UNREADABLE);
                }
              });
      return new Loaded.Here(bytes.toString(StandardCharsets.ISO_8859_1), from[0]);
    } catch (LostException e) {
      return new Loaded.Lost(e.loss());
    } catch (IOException e) {
      return new Loaded.Lost(Loss.BROKEN);
    }
  }

  /**
   * Has all of a piece taken in; says where it was in the end.
   *
   * @param time for all of it
   * @throws IOException as the sink throws it
   */
  URI pour(Channel source, Piece piece, Duration time, Sink sink)
      throws IOException, LostException, InterruptedException {
    Map<String, String> fields = new TreeMap<>(source.headers());
    if (piece.part()) {
      fields.put("Range", piece.range());
    }
    Fetch fetch = fetcher.open(piece.uri(), fields, answer);
    if (!(fetch instanceof Fetch.Answered(Exchange exchange))) {
      throw new LostException(Loss.of(fetch).orElseThrow());
    }
    try (exchange) {
      exchange.endWithin(time);
      int status = exchange.status();
      if (status != 200 && !(status == 206 && piece.part())) {
        throw new LostException(Loss.of(status));
      }
      // Who knows no ranges sends all.
      long skip = status == 200 ? piece.from() : 0;
      flow(exchange, skip, piece.part() ? piece.length() : Long.MAX_VALUE, sink);
      return exchange.uri();
    }
  }

  private static void flow(Exchange exchange, long skip, long length, Sink sink)
      throws IOException, LostException, InterruptedException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long toSkip = skip;
    long left = length;
    while (left > 0) {
      int count;
      try {
        count = exchange.read(block.clear());
      } catch (SocketTimeoutException e) {
        throw new LostException(Loss.LATE);
      } catch (IOException e) {
        throw new LostException(Loss.BROKEN);
      }
      if (count < 0) {
        break;
      }
      block.flip();
      int passed = (int) Math.min(toSkip, block.remaining());
      block.position(block.position() + passed);
      toSkip -= passed;
      block.limit((int) Math.min(block.limit(), block.position() + left));
      left -= block.remaining();
      if (block.hasRemaining()) {
        sink.take(block, false);
      }
    }
    if (length != Long.MAX_VALUE && left > 0) {
      throw new LostException(Loss.BROKEN); // less than the list says
    }
    sink.take(ByteBuffer.allocate(0), true);
  }
}
