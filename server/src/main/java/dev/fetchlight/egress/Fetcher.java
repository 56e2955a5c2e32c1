package dev.fetchlight.egress;

import dev.fetchlight.egress.Fetch.Why;
import dev.fetchlight.egress.address.Doorkeeper;
import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.address.Verdict;
import dev.fetchlight.egress.http1.ResponseHead;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks sites for one job over http or https, judging every hop of a redirect and connecting to
 * exactly the address that was judged. Blocks the calling virtual thread; an interrupt ends it.
 */
public final class Fetcher {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Doorkeeper doorkeeper;
  private final Supplier<SSLSocketFactory> secure;
  private final Bandwidth.@Nullable Share share;
  private final @Nullable Pass pass;

  Fetcher(
      Doorkeeper doorkeeper, Supplier<SSLSocketFactory> secure, Bandwidth.@Nullable Share share) {
    this(doorkeeper, secure, share, null);
  }

  private Fetcher(
      Doorkeeper doorkeeper,
      Supplier<SSLSocketFactory> secure,
      Bandwidth.@Nullable Share share,
      @Nullable Pass pass) {
    this.doorkeeper = doorkeeper;
    this.secure = secure;
    this.share = share;
    this.pass = pass;
  }

  /** The same, which shows this at its place, however it gets there. */
  public Fetcher showing(@Nullable Pass shown) {
    return shown == null ? this : new Fetcher(doorkeeper, secure, share, shown);
  }

  /**
   * Sends a GET and waits for the head of the answer.
   *
   * @param fields more fields of the request, such as Range
   * @param patience until the head is there, at each hop of a redirect
   */
  public Fetch open(URI uri, Map<String, String> fields, Duration patience)
      throws InterruptedException {
    URI at = uri;
    try {
      for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
        Deadline deadline = Deadline.in(patience);
        String scheme = String.valueOf(at.getScheme()).toLowerCase(Locale.ROOT);
        Optional<Target> place = Target.parse(authority(at), Target.defaultPort(scheme));
        if (place.isEmpty()) {
          return failed(Why.UNREACHABLE, "The link names no host and port that can be reached.");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
          return new Fetch.Refused(Refusal.scheme(place.get(), scheme));
        }
        Exchange exchange;
        switch (judge(place.get(), deadline)) {
          case Verdict.Refused(Refusal refusal) -> {
            return new Fetch.Refused(refusal);
          }
          case Verdict.Unknown(String sentence) -> {
            return failed(Why.UNREACHABLE, sentence);
          }
          case Verdict.Open(List<InetAddress> addresses) ->
              exchange = ask(at, place.get(), addresses, fields, deadline);
        }
        Optional<String> location = exchange.field("Location");
        if (location.isEmpty() || !REDIRECTS.contains(exchange.status())) {
          return new Fetch.Answered(exchange);
        }
        exchange.close();
        at = at.resolve(escaped(location.get()));
      }
      return failed(Why.REDIRECTS, "The site redirects more than " + MOST_REDIRECTS + " times.");
    } catch (SocketTimeoutException | TimeoutException e) {
      return failed(Why.LATE, "The site took too long.");
    } catch (SSLException e) {
      return insecure(e);
    } catch (ConnectException | NoRouteToHostException e) {
      return failed(Why.UNREACHABLE, "The site cannot be reached: " + e.getMessage() + ".");
    } catch (IOException e) {
      return failed(Why.BROKEN, "The site cannot be talked to: " + e.getMessage() + ".");
    } catch (IllegalArgumentException e) {
      return failed(Why.REDIRECTS, "The site redirects to something that is not a link.");
    }
  }

  private static Fetch failed(Why why, String sentence) {
    return new Fetch.Failed(why, sentence);
  }

  private static Fetch insecure(SSLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return failed(Why.CERTIFICATE, "The site's certificate is not right.");
      }
    }
    return failed(Why.SECURITY, "No secure connection to the site came about.");
  }

  private Verdict judge(Target place, Deadline deadline)
      throws TimeoutException, InterruptedException {
    try {
      return CompletableFuture.supplyAsync(
              () -> doorkeeper.judge(place), Thread::startVirtualThread)
          .get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("judging " + place, e.getCause());
    }
  }

  private Exchange ask(
      URI uri,
      Target place,
      List<InetAddress> addresses,
      Map<String, String> fields,
      Deadline deadline)
      throws IOException, InterruptedException {
    SocketChannel channel = Reach.any(addresses, place.port(), deadline);
    Fuse fuse = new Fuse(deadline.left(), () -> quietly(channel));
    Exchange exchange = null;
    try {
      boolean plain = "http".equalsIgnoreCase(uri.getScheme());
      Connection connection =
          plain ? Connection.plain(channel) : Connection.secure(channel, secure.get(), place);
      connection.send(head(uri, place.hostHeader(plain ? 80 : 443), shown(plain, place, fields)));
      Inlet inlet = new Inlet(connection);
      ResponseHead answer = answer(inlet);
      exchange = new Exchange(uri, answer, inlet, connection, share);
      fuse.putOut();
      return exchange;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw fuse.burnt() ? new SocketTimeoutException() : e;
    } finally {
      fuse.putOut();
      if (exchange == null) {
        quietly(channel);
      }
    }
  }

  private Map<String, String> shown(boolean plain, Target place, Map<String, String> fields) {
    if (pass == null || !pass.opens(plain ? "http" : "https", place)) {
      return fields;
    }
    Map<String, String> all = new TreeMap<>(fields);
    all.put("Authorization", pass.authorization());
    return all;
  }

  private static ResponseHead answer(Inlet inlet) throws IOException {
    while (true) {
      ResponseHead head =
          ResponseHead.parse(inlet.head())
              .orElseThrow(() -> new IOException("its answer is not HTTP"));
      if (!head.interim()) {
        return head;
      }
    }
  }

  private static String head(URI uri, String host, Map<String, String> fields) {
    StringBuilder head = new StringBuilder(256);
    head.append("GET ").append(path(uri)).append(" HTTP/1.1\r\nHost: ").append(host);
    head.append("\r\nUser-Agent: Mozilla/5.0 (compatible; Fetchlight)");
    head.append("\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString();
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

  /** Sites put into a Location what no link may hold, such as spaces, and UTF-8 as it is. */
  private static String escaped(String location) {
    String utf8 =
        new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(location.length());
    (utf8.contains("\ufffd") ? location : utf8)
        .codePoints()
        .forEach(point -> {
          boolean odd = point <= ' ' || "\"<>\\^`{|}".indexOf(point) >= 0;
          if (odd || Character.isISOControl(point) || Character.isSpaceChar(point)) {
            for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
              text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
          } else {
            text.appendCodePoint(point);
          }
        });
    return text.toString();
  }

  private static void quietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
