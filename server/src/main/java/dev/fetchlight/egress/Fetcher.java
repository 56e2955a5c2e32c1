package dev.fetchlight.egress;

import dev.fetchlight.egress.Fetch.Why;
import dev.fetchlight.egress.address.CookieJar;
import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.http1.ResponseHead;
import dev.fetchlight.egress.proxy.Introduction;
import dev.fetchlight.egress.proxy.Snag;
import dev.fetchlight.egress.proxy.SnagException;
import dev.fetchlight.egress.proxy.Tunnel;
import dev.fetchlight.egress.proxy.Way;
import dev.fetchlight.egress.proxy.Wayfinder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks sites for one job over http or https, judging every hop of a redirect and connecting to
 * exactly the address that was judged, or to the proxy that leads there. Blocks the calling virtual
 * thread; an interrupt ends it.
 */
public final class Fetcher {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Wayfinder ways;
  private final Supplier<SSLContext> secure;
  private final Bandwidth.@Nullable Share share;
  private final @Nullable Pass pass;
  private final CookieJar cookies;

  Fetcher(Wayfinder ways, Supplier<SSLContext> secure, Bandwidth.@Nullable Share share) {
    this(ways, secure, share, null, CookieJar.EMPTY);
  }

  private Fetcher(
      Wayfinder ways,
      Supplier<SSLContext> secure,
      Bandwidth.@Nullable Share share,
      @Nullable Pass pass,
      CookieJar cookies) {
    this.ways = ways;
    this.secure = secure;
    this.share = share;
    this.pass = pass;
    this.cookies = cookies;
  }

  /** The same, which shows this at its place, however it gets there. */
  public Fetcher showing(@Nullable Pass shown) {
    return shown == null ? this : new Fetcher(ways, secure, share, shown, cookies);
  }

  /** The same, which shows these where they are for, however it gets there. */
  public Fetcher showing(CookieJar shown) {
    return new Fetcher(ways, secure, share, pass, shown);
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
        Connection reached;
        switch (find(place.get(), deadline)) {
          case Way.Refused(Refusal refusal) -> {
            return new Fetch.Refused(refusal);
          }
          case Way.Unknown(String sentence) -> {
            return failed(Why.UNREACHABLE, sentence);
          }
          case Way.Lost(Snag snag) -> {
            return snagged(snag);
          }
          case Way.Straight(List<InetAddress> addresses) ->
              reached = Connection.plain(Reach.any(addresses, place.get().port(), deadline));
          case Way.Through through -> reached = through(through, deadline);
        }
        Exchange exchange = ask(at, place.get(), reached, fields, deadline);
        Optional<String> location = exchange.field("Location");
        if (location.isEmpty() || !REDIRECTS.contains(exchange.status())) {
          return new Fetch.Answered(exchange);
        }
        exchange.close();
        at = at.resolve(escaped(location.get()));
      }
      return failed(Why.REDIRECTS, "The site redirects more than " + MOST_REDIRECTS + " times.");
    } catch (SnagException e) {
      return snagged(e.snag());
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

  private static Fetch snagged(Snag snag) {
    Why why = snag.beyond() ? Why.UNREACHABLE : Why.PROXY;
    return failed(why, snag.sentence());
  }

  private static Fetch insecure(SSLException e) {
    return Tunnel.untrusted(e)
        ? failed(Why.CERTIFICATE, "The site's certificate is not right.")
        : failed(Why.SECURITY, "No secure connection to the site came about.");
  }

  private Way find(Target place, Deadline deadline) throws TimeoutException, InterruptedException {
    try {
      return CompletableFuture.supplyAsync(() -> ways.find(place), Thread::startVirtualThread)
          .get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("judging " + place, e.getCause());
    }
  }

  private Exchange ask(
      URI uri, Target place, Connection reached, Map<String, String> fields, Deadline deadline)
      throws IOException, InterruptedException {
    Fuse fuse = new Fuse(deadline.left(), reached::close);
    Exchange exchange = null;
    try {
      boolean plain = "http".equalsIgnoreCase(uri.getScheme());
      Connection connection =
          plain ? reached : reached.secured(secure.get().getSocketFactory(), place);
      connection.send(head(uri, place.hostHeader(plain ? 80 : 443), shown(uri, place, fields)));
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
        reached.close();
      }
    }
  }

  private Connection through(Way.Through way, Deadline deadline)
      throws IOException, InterruptedException {
    SnagException beyond = way.snag(Snag.Why.NO_SITE);
    for (Target place : way.places()) {
      try {
        return tunnel(way, place, deadline);
      } catch (SnagException e) {
        if (!e.snag().beyond()) {
          throw e;
        }
        beyond = e;
      }
    }
    throw beyond;
  }

  private Connection tunnel(Way.Through way, Target place, Deadline deadline)
      throws IOException, InterruptedException {
    Target proxy = way.proxy().place();
    Connection reached;
    try {
      reached = Connection.plain(Reach.any(way.addresses(), proxy.port(), deadline));
    } catch (IOException e) {
      throw way.snag(Snag.Why.AWAY);
    }
    Fuse fuse = new Fuse(deadline.left(), reached::close);
    boolean led = false;
    try {
      Connection connection =
          way.secure() ? reached.secured(secure.get().getSocketFactory(), proxy) : reached;
      Socket socket = connection.socket();
      Introduction.make(way, place, socket.getInputStream(), socket.getOutputStream());
      fuse.putOut();
      led = true;
      return connection;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw fuse.burnt()
          ? way.snag(Snag.Why.LATE)
          : e instanceof SnagException snag ? snag : way.broken(e);
    } finally {
      fuse.putOut();
      if (!led) {
        reached.close();
      }
    }
  }

  private Map<String, String> shown(URI uri, Target place, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (pass != null && pass.opens(scheme, place)) {
      all.put("Authorization", pass.authorization());
    }
    String shown = cookies.header(uri);
    if (!shown.isEmpty()) {
      all.put("Cookie", shown);
    }
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
    if (!fields.containsKey("User-Agent")) {
      head.append("\r\nUser-Agent: Mozilla/5.0 (compatible; Fetchlight)");
    }
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
}
