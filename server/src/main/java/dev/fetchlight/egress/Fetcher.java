package dev.fetchlight.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file over http or https, judging every hop of a redirect and connecting to exactly
 * the address that was judged. Blocks the calling virtual thread; an interrupt ends the fetch.
 */
public final class Fetcher {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Doorkeeper doorkeeper;
  private final HttpClient client;

  Fetcher(Vertx vertx, Doorkeeper doorkeeper, HttpClientOptions options) {
    this.doorkeeper = doorkeeper;
    this.client =
        vertx.createHttpClient(
            options.setKeepAlive(false).setConnectTimeout(10_000).setVerifyHost(true));
  }

  /**
   * Fetches into a file that appears only once it is whole.
   *
   * @param maxBytes a longer body is a failure
   * @param timeout for everything together, redirects too
   */
  public Fetch fetch(URI uri, long maxBytes, Path target, Duration timeout)
      throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    URI at = uri;
    try {
      for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
        String scheme = String.valueOf(at.getScheme()).toLowerCase(Locale.ROOT);
        Optional<Target> place = Target.parse(authority(at), Target.defaultPort(scheme));
        if (place.isEmpty()) {
          return new Fetch.Failed("The link names no host and port that can be reached.");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
          return new Fetch.Refused(Refusal.scheme(place.get(), scheme));
        }
        Body body;
        switch (judge(place.get(), deadline)) {
          case Verdict.Refused(Refusal refusal) -> {
            return new Fetch.Refused(refusal);
          }
          case Verdict.Unknown(String sentence) -> {
            return new Fetch.Failed(sentence);
          }
          case Verdict.Open(List<InetAddress> addresses) ->
              body = ask(at, place.get(), addresses, deadline);
        }
        String location = body.response().getHeader("Location");
        if (location == null || !REDIRECTS.contains(body.response().statusCode())) {
          return save(body, maxBytes, target, deadline);
        }
        body.drop();
        at = at.resolve(location);
      }
      return new Fetch.Failed("The site redirects more than " + MOST_REDIRECTS + " times.");
    } catch (TimeoutException e) {
      return new Fetch.Failed("The site took too long.");
    } catch (IOException e) {
      return new Fetch.Failed("The file could not be fetched: " + e.getMessage() + ".");
    } catch (IllegalArgumentException e) {
      return new Fetch.Failed("The site redirects to something that is not a link.");
    }
  }

  void close() {
    var _ = client.close();
  }

  private Verdict judge(Target place, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return CompletableFuture.supplyAsync(
              () -> doorkeeper.judge(place), Thread::startVirtualThread)
          .get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("judging " + place, e.getCause());
    }
  }

  private Body ask(URI uri, Target place, List<InetAddress> addresses, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    IOException last = new ConnectException("no address");
    for (InetAddress address : addresses) {
      RequestOptions options =
          new RequestOptions()
              .setServer(SocketAddress.inetSocketAddress(place.port(), address.getHostAddress()))
              .setHost(place.host())
              .setPort(place.port())
              .setSsl("https".equalsIgnoreCase(uri.getScheme()))
              .setURI(path(uri))
              .putHeader("User-Agent", "Mozilla/5.0 (compatible; Fetchlight)")
              .putHeader("Accept-Encoding", "identity");
      Future<HttpClientRequest> request = client.request(options);
      Future<Body> answer = request.compose(Fetcher::send);
      try {
        return deadline.await(answer);
      } catch (ExecutionException e) {
        last = new IOException(place + " cannot be reached", e.getCause());
        if (request.succeeded()) {
          throw last;
        }
      } catch (TimeoutException | InterruptedException e) {
        var _ = request.onSuccess(HttpClientRequest::reset);
        throw e;
      }
    }
    throw last;
  }

  /** Listens before it sends: a short answer may be over before this thread goes on. */
  private static Future<Body> send(HttpClientRequest request) {
    Future<Body> answer = request.response().map(Body::new);
    var _ = request.end();
    return answer;
  }

  private static Fetch save(Body body, long maxBytes, Path target, Deadline deadline)
      throws IOException, TimeoutException, InterruptedException {
    int status = body.response().statusCode();
    if (status != 200) {
      body.drop();
      return new Fetch.Failed("The site answered with status " + status + ".");
    }
    Long size = body.save(target, maxBytes, deadline);
    return size == null
        ? new Fetch.Failed("The file is larger than " + maxBytes + " bytes.")
        : new Fetch.Saved(mediaType(body.response().getHeader("Content-Type")), size);
  }

  private static String mediaType(@Nullable String header) {
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String authority(URI uri) {
    String authority = uri.getRawAuthority();
    return authority == null
        ? ""
        : new String(authority.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String path(URI uri) {
    URI ascii = URI.create(uri.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }
}
