package dev.fetchlight.egress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response on its way from an event loop to the virtual thread that writes it down,
 * no more than a few parts ahead of it.
 */
final class Body {
  private static final int AHEAD = 16;

  private final HttpClientResponse response;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  private sealed interface Signal {}

  private record Part(Buffer bytes) implements Signal {}

  private record End() implements Signal {}

  private record Broken(Throwable cause) implements Signal {}

  /** To be made on the response's own event loop, before its first part arrives. */
  Body(HttpClientResponse response) {
    this.response = response;
    response.pause();
    response.handler(bytes -> signals.add(new Part(bytes)));
    response.endHandler(nothing -> signals.add(new End()));
    response.exceptionHandler(cause -> signals.add(new Broken(cause)));
  }

  HttpClientResponse response() {
    return response;
  }

  /** Ends the connection. */
  void drop() {
    var _ = response.request().connection().close();
  }

  /**
   * Writes the body beside the target, then puts it there whole.
   *
   * @return how many bytes it has, or null where it has more than {@code most}
   */
  @Nullable Long save(Path target, long most, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      long size = 0;
      try (OutputStream out = Files.newOutputStream(part)) {
        response.fetch(AHEAD);
        for (boolean whole = false; !whole; ) {
          Signal signal = signals.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
          switch (signal) {
            case null -> throw new TimeoutException();
            case Broken broken -> throw new IOException("the connection broke", broken.cause());
            case End _ -> whole = true;
            case Part(Buffer bytes) -> {
              size += bytes.length();
              if (size > most) {
                return null;
              }
              out.write(bytes.getBytes());
              response.fetch(1);
            }
          }
        }
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return size;
    } finally {
      drop();
      Files.deleteIfExists(part);
    }
  }
}
