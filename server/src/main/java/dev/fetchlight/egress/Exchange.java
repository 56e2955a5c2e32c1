package dev.fetchlight.egress;

import dev.fetchlight.egress.http1.ResponseHead;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still on the line: it comes no faster than it is read. Read by one
 * virtual thread at a time, which an interrupt ends at once; closed by anyone at any time.
 */
public final class Exchange implements AutoCloseable {
  private final URI uri;
  private final ResponseHead head;
  private final Connection connection;
  private final Body body;
  private final Bandwidth.@Nullable Share share;
  private volatile @Nullable Fuse fuse;

  Exchange(
      URI uri,
      ResponseHead head,
      Inlet inlet,
      Connection connection,
      Bandwidth.@Nullable Share share) {
    this.uri = uri;
    this.head = head;
    this.connection = connection;
    this.body = new Body(head, inlet);
    this.share = share;
  }

  /** Where the answer came from, after all redirects. */
  public URI uri() {
    return uri;
  }

  public int status() {
    return head.status();
  }

  /** A field of the head, the first of that name. */
  public Optional<String> field(String name) {
    return head.first(name);
  }

  /** The values of every field of that name. */
  public List<String> fields(String name) {
    return head.all(name);
  }

  /** Bytes of the body, where they are told beforehand. */
  public OptionalLong length() {
    return head.length();
  }

  /** The media type as the site says, in lower case and without parameters; empty without any. */
  public String mediaType() {
    return head.mediaType();
  }

  /** Cuts the body off where it is not over by then. */
  public void endWithin(Duration time) {
    fuse = new Fuse(time, connection::close);
  }

  /** Lets the body take its time from now on. */
  public void takeTime() {
    Fuse lit = fuse;
    if (lit != null) {
      lit.putOut();
    }
  }

  /**
   * Waits for at least one byte.
   *
   * @param into has room; straight from the socket where it is a direct buffer
   * @return how many bytes came, or -1 at the end
   * @throws IOException where the connection breaks or is closed before the promised end
   */
  public int read(ByteBuffer into) throws IOException, InterruptedException {
    try {
      if (share == null) {
        return body.read(into);
      }
      int limit = into.limit();
      into.limit(Math.min(limit, into.position() + Bandwidth.STEP));
      try {
        int count = body.read(into);
        share.pay(Math.max(0, count));
        return count;
      } finally {
        into.limit(limit);
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Fuse lit = fuse;
      if (lit != null && lit.burnt()) {
        throw new SocketTimeoutException("it took too long");
      }
      throw e;
    }
  }

  @Override
  public void close() {
    takeTime();
    connection.close();
  }
}
