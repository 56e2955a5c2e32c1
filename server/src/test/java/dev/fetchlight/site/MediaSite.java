package dev.fetchlight.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.site.Pour.Ranges;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A media website on the loopback address. Plain files by name ({@code /clip.mp4}, {@code
 * /short.mp4}, {@code /portrait.mp4}, {@code /hls/clip.m3u8}, {@code /hls/separate.m3u8}, {@code
 * /dash/separate.mpd}), a page around each ({@code /page?media=/clip.mp4&title=…&duration=…}), and
 * ways of sending before any of these: {@code /slow/…?rate=bytes a second}, {@code
 * /cut/…?at=byte&times=1}, {@code /nolength/…}, {@code /noranges/…}, {@code /norest/…} (no range
 * but the first), {@code /few/…?most=1&rate=…} (connections at once), {@code
 * /change/…?at=byte&to=other file&tags=strong} (cut, then another file; with strong or weak tags
 * that change, with weak tags that do not, with empty ones, or with none; {@code dated} has a
 * strong one that stays beside a date that changes, {@code digest} a digest of each), {@code
 * /again/…?at=byte} (cut, then every range begins at 0), {@code /any/…?file=name} (under any name).
 * {@code cap=bytes} hands out no more at once, {@code field.Name=value} adds a field to any file's
 * answer. Also {@code /page.mp4} (no video at all), {@code /running.m3u8}, {@code /running.mpd}
 * (broadcasts without an end), {@code /empty/…}, {@code /short/…?at=byte} (less than promised,
 * however often), {@code /status/404}, {@code /redirect?to=…}, {@code /refused.m3u8?to=…}, {@code
 * /words} (no video), {@code /members} (wants a cookie), {@code /accounts} (wants a cookie of
 * {@link Accounts}), {@code /several} (three videos), {@code /hang} (never answers).
 */
public final class MediaSite implements AutoCloseable {
  /** What the cookie {@code pass} must say for {@code /members}. */
  public static final String MEMBERS_PASS = "sesame-8841";

  /** Whom {@code /basic/…} lets in, and what that is in a header. */
  public static final String USER = "ann";

  public static final String PASSWORD = "sesame-9152";

  private static final String BASIC = "Basic YW5uOnNlc2FtZS05MTUy";

  private static final Map<String, String> TYPES =
      Map.of(
          "mp4", "video/mp4",
          "m4a", "audio/mp4",
          "m3u8", "application/vnd.apple.mpegurl",
          "ts", "video/mp2t",
          "jpg", "image/jpeg",
          "png", "image/png",
          "webm", "video/webm",
          "vtt", "text/vtt");

  private final Path footage = Footage.folder();
  private final Tap tap = new Tap();
  private final Ledger ledger = new Ledger();
  private final Map<String, AtomicInteger> cuts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> visitors = new ConcurrentHashMap<>();
  private final Accounts accounts = new Accounts();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile String name = "127.0.0.1";
  private volatile String sponsors = "[]";

  private MediaSite(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
  }

  /** A site on a free port. */
  public static MediaSite start() throws IOException {
    return start(0);
  }

  /** A site on the given port; 0 for a free one. */
  public static MediaSite start(int port) throws IOException {
    MediaSite site = new MediaSite(port);
    site.server.start();
    return site;
  }

  /** Runs a site until the process is stopped: {@code MediaSite [PORT]}. */
  public static void main(String[] port) throws IOException {
    MediaSite site = start(port.length == 0 ? 0 : Integer.parseInt(port[0]));
    System.out.println("Media site ready at " + site.origin());
    System.out.flush();
  }

  /** From now on this is what it is called in its links. */
  public void called(String host) {
    name = host;
  }

  /**
   * From now on this is what it answers as SponsorBlock's server; {@code hang}, a status, or a link
   * that it leads to.
   */
  public void sponsors(String answer) {
    sponsors = answer;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String origin() {
    return "http://" + name + ":" + server.getAddress().getPort();
  }

  /** Who may see {@code /accounts}. */
  public Accounts accounts() {
    return accounts;
  }

  /** The address of a path on this site. */
  public String url(String path) {
    return origin() + path;
  }

  /** The file that is served under {@code /name}. */
  public Path file(String name) {
    return footage.resolve(name);
  }

  /** How often a path (without query) was asked for, by GET or HEAD. */
  public int hits(String path) {
    return ledger.asked(path).size();
  }

  /** The Range header of every request for a path in order; empty text where there was none. */
  public List<String> ranges(String path) {
    return ledger.asked(path);
  }

  /** Bytes of a file sent so far, over all requests. */
  public long bytesSent(String path) {
    return ledger.sent(path);
  }

  /** From now on a file flows only up to this byte, until released. */
  public void hold(String path, long position) {
    tap.hold(path, position);
  }

  /** Lets a held file flow again. */
  public void release(String path) {
    tap.release(path);
  }

  /** Lets everything flow again. */
  public void release() {
    tap.release();
  }

  /** Returns once a request waits at the held byte of a file. */
  public void awaitHeld(String path) throws InterruptedException, TimeoutException {
    tap.awaitHeld(path);
  }

  @Override
  public void close() {
    tap.release();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Ask ask = Ask.of(exchange);
      String range = exchange.getRequestHeaders().getFirst("Range");
      ledger.asked(ask.path(), range == null ? "" : range);
      route(ask);
    } catch (IOException e) {
      // The client went away, or we cut it off; both are what the tests want.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void route(Ask ask) throws IOException, InterruptedException {
    if (ask.path().startsWith("/api/skipSegments/")) {
      sponsors(ask, sponsors);
      return;
    }
    switch (ask.path()) {
      case "/control/hold" -> {
        tap.hold(ask.get("path", "/clip.mp4"), ask.number("at", 0));
        ask.answer(204, "text/plain", "");
      }
      case "/control/release" -> {
        tap.release();
        ask.answer(204, "text/plain", "");
      }
      case "/control/hits" -> {
        int hits = hits(ask.get("path", "/clip.mp4"));
        ask.answer(200, "application/json", Integer.toString(hits));
      }
      case "/redirect" -> ask.redirect(ask.get("to", "/clip.mp4"));
      case "/refused.m3u8" ->
          ask.answer(
              200,
              "application/vnd.apple.mpegurl",
              Pages.segmentsAt(ask.get("to", "http://10.0.0.1/segment.ts")));
      case "/running.m3u8" ->
          ask.answer(
              200,
              "application/vnd.apple.mpegurl",
              Pages.segmentsAt(ask.get("to", "/hls/clip0.ts")).replace("#EXT-X-ENDLIST", ""));
      case "/running.mpd" ->
          ask.answer(
              200,
              "application/dash+xml",
              Pages.separateDash("").replace("type=\"static\"", "type=\"dynamic\""));
      case "/page.mp4" -> ask.answer(200, "video/mp4", Pages.without("A page"));
      case "/words" -> ask.answer(200, "text/html", Pages.without(ask.get("title", "Words")));
      case "/members" -> {
        boolean known = ask.cookies().contains("pass=" + MEMBERS_PASS);
        String page =
            known ? Pages.video(origin(), "/clip.mp4", ask) : Pages.without("Who are you?");
        ask.answer(known ? 200 : 401, "text/html", page);
      }
      case "/accounts" -> {
        boolean known = accounts.admit(ask);
        String page =
            known ? Pages.video(origin(), "/clip.mp4", ask) : Pages.without("Who are you?");
        ask.answer(known ? 200 : 401, "text/html", page);
      }
      case "/hang" -> new CountDownLatch(1).await();
      case "/several" -> ask.answer(200, "text/html", Pages.several());
      case "/feed" -> ask.answer(200, "application/rss+xml", Lists.feed(origin(), ask));
      case "/codecs.mpd" -> ask.answer(200, "application/dash+xml", Lists.codecs());
      case "/ladder.mpd" -> ask.answer(200, "application/dash+xml", Lists.ladder());
      default -> media(ask);
    }
  }

  private static void sponsors(Ask ask, String answer) throws IOException, InterruptedException {
    if (answer.equals("hang")) {
      new CountDownLatch(1).await();
    } else if (answer.matches("\\d+")) {
      ask.answer(Integer.parseInt(answer), "text/plain", "no");
    } else if (answer.startsWith("http")) {
      ask.redirect(answer);
    } else {
      ask.answer(200, "application/json", answer);
    }
  }

  private void media(Ask ask) throws IOException, InterruptedException {
    String path = ask.path();
    if (path.startsWith("/basic/") && !BASIC.equals(ask.header("Authorization"))) {
      ask.exchange().getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"site\"");
      ask.answer(401, "text/html", Pages.without("Who are you?"));
      return;
    }
    if (path.startsWith("/status/")) {
      ask.answer(Integer.parseInt(path.substring(8, 11)), "text/html", Pages.without("No"));
      return;
    }
    if (path.startsWith("/empty/")) {
      ask.fields().forEach(ask.exchange().getResponseHeaders()::set);
      ask.exchange().sendResponseHeaders(200, -1);
      return;
    }
    if (path.startsWith("/say/")) {
      ask.answer(200, ask.get("type", "text/plain"), ask.get("text", ""));
      return;
    }
    if (path.startsWith("/subtitles/")) {
      ask.answer(200, "text/vtt; charset=utf-8", Lists.subtitles());
      return;
    }
    String mode =
        path.replaceFirst(
            "^/(basic|slow|cut|nolength|noranges|norest|few|change|again|any|short)/.*", "$1");
    String name = mode.equals(path) ? path : path.substring(mode.length() + 1);
    if (name.equals("/page")) {
      String prefix = mode.equals(path) ? "" : "/" + mode;
      String media =
          prefix + ask.get("media", "/clip.mp4") + (prefix.isEmpty() ? "" : ask.suffix());
      ask.answer(200, "text/html; charset=utf-8", Pages.video(origin(), media, ask));
    } else if (name.equals("/hls/separate.m3u8")) {
      ask.answer(200, "application/vnd.apple.mpegurl", Pages.separateHls(ask.suffix()));
    } else if (name.equals("/dash/separate.mpd")) {
      ask.answer(200, "application/dash+xml", Pages.separateDash(ask.suffix()));
    } else {
      file(name.substring(1), mode, ask);
    }
  }

  private void file(String name, String mode, Ask ask) throws IOException, InterruptedException {
    long whole = Long.MAX_VALUE;
    switch (mode) {
      case "slow" ->
          send(name, new Pour(ask.number("rate", 200_000), whole, true, Ranges.ALL), ask);
      case "nolength" ->
          send(name, new Pour(ask.number("rate", 0), whole, false, Ranges.NONE), ask);
      case "cut" -> send(name, new Pour(0, cutAt(ask, 400_000), true, Ranges.ALL), ask);
      case "noranges" -> send(name, new Pour(0, cutAt(ask, whole), true, Ranges.NONE), ask);
      case "norest" -> send(name, new Pour(ask.number("rate", 0), whole, true, Ranges.FIRST), ask);
      case "few" -> few(name, ask);
      case "change" -> change(name, ask);
      case "again" ->
          send(name, new Pour(ask.number("rate", 0), cutAt(ask, whole), true, Ranges.AGAIN), ask);
      case "short" -> send(name, new Pour(0, ask.number("at", 400_000), true, ranges(ask)), ask);
      case "any" -> send(ask.get("file", "clip.mp4"), Pour.PLAIN, ask);
      default -> send(name, Pour.PLAIN, ask);
    }
  }

  /** Bears only so many connections at once. */
  private void few(String name, Ask ask) throws IOException, InterruptedException {
    AtomicInteger open = visitors.computeIfAbsent(ask.path(), _ -> new AtomicInteger());
    try {
      if (open.incrementAndGet() > ask.number("most", 1)) {
        ask.answer((int) ask.number("status", 503), "text/html", Pages.without("Busy"));
      } else {
        file(name, "slow", ask);
      }
    } finally {
      open.decrementAndGet();
    }
  }

  private static Ranges ranges(Ask ask) {
    return ask.query().containsKey("noranges") ? Ranges.NONE : Ranges.ALL;
  }

  private void change(String name, Ask ask) throws IOException, InterruptedException {
    long cutAt = cutAt(ask, 400_000);
    boolean changed = cutAt == Long.MAX_VALUE;
    String tag =
        switch (ask.get("tags", "strong")) {
          case "weak" -> changed ? "W/\"new\"" : "W/\"old\"";
          case "same" -> "W/\"same\"";
          case "late" -> changed ? "\"new\"" : "";
          case "early" -> changed ? "" : "\"old\"";
          case "none", "digest" -> "";
          case "empty" -> "\"\"";
          case "dated" -> "\"same\"";
          default -> changed ? "\"new\"" : "\"old\"";
        };
    if (!tag.isEmpty()) {
      ask.exchange().getResponseHeaders().set("ETag", tag);
    }
    String file = changed ? ask.get("to", name) : name;
    switch (ask.get("tags", "strong")) {
      case "dated" -> {
        String day = changed ? "Wed, 02" : "Tue, 01";
        ask.exchange().getResponseHeaders().set("Last-Modified", day + " Jul 2025 10:00:00 GMT");
      }
      case "digest" -> {
        byte[] bytes = Files.readAllBytes(file(file));
        String digest = "sha-256=:" + RoughSite.base64(bytes) + ":";
        ask.exchange().getResponseHeaders().set("Repr-Digest", digest);
      }
      default -> {}
    }
    send(file, new Pour(0, cutAt, true, Ranges.ALL), ask);
  }

  private void send(String name, Pour pour, Ask ask) throws IOException, InterruptedException {
    Path file = footage.resolve(name).normalize();
    if (!file.startsWith(footage) || !Files.isRegularFile(file)) {
      ask.answer(404, "text/html", Pages.without("Not found"));
      return;
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    pour.send(file, type == null ? "application/octet-stream" : type, ask, tap, ledger);
  }

  private long cutAt(Ask ask, long usual) {
    int before = cuts.computeIfAbsent(ask.target(), _ -> new AtomicInteger()).getAndIncrement();
    return before < ask.number("times", 1) ? ask.number("at", usual) : Long.MAX_VALUE;
  }
}
