package dev.fetchlight.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A site on the loopback address that broadcasts: lists of segments ({@code /NAME/list.m3u8}) that
 * grow when a test says so, and stations ({@code /NAME.mp3}) that play on until told.
 */
public final class LiveSite implements AutoCloseable {
  private final Path footage = Footage.folder();
  private final Map<String, Show> shows = new ConcurrentHashMap<>();
  private final Map<String, Integer> hits = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile boolean away;
  private volatile boolean silent;

  private LiveSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(Ask.of(exchange));
          } catch (IOException e) {
            // The client went away.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.setExecutor(threads);
  }

  /** A site on a free port. */
  public static LiveSite start() throws IOException {
    LiveSite site = new LiveSite();
    site.server.start();
    return site;
  }

  /** A list that has nothing yet. */
  public Show show(String name) {
    return shows.computeIfAbsent(name, _ -> new Show());
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** The files that it broadcasts. */
  public Path file(String name) {
    return footage.resolve(name);
  }

  /** Whether it answers all with an error. */
  public void away(boolean now) {
    away = now;
  }

  /** Ends what its stations play; whoever comes then finds nothing. */
  public void silence() {
    silent = true;
  }

  /** How often a path was asked for. */
  public int hits(String path) {
    return hits.getOrDefault(path, 0);
  }

  /** A list, with what stands in it. */
  public static final class Show {
    private final List<String> entries = new ArrayList<>();
    private int window = Integer.MAX_VALUE;
    private int first;
    private boolean ended;
    private String before = "";

    /** Lines that stand before all segments. */
    public synchronized Show head(String lines) {
      before = lines;
      return this;
    }

    /** Adds these files of a second each, by a pattern for numbers from {@code from} on. */
    public synchronized Show add(String pattern, int from, int to) {
      for (int each = from; each < to; each++) {
        entries.add("#EXTINF:1.0,\n/file/" + pattern.formatted(each) + "\n");
      }
      return this;
    }

    /** Adds one segment in these words. */
    public synchronized Show line(String words) {
      entries.add(words + "\n");
      return this;
    }

    /** From now on it shows no more than so many of the last. */
    public synchronized Show window(int most) {
      window = most;
      return this;
    }

    /** Begins anew with another number, and without what was. */
    public synchronized Show restart(int number) {
      entries.clear();
      first = number;
      return this;
    }

    public synchronized Show first(int number) {
      first = number;
      return this;
    }

    public synchronized void end() {
      ended = true;
    }

    synchronized String text() {
      int from = Math.max(0, entries.size() - window);
      return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:"
          + (first + from)
          + "\n"
          + before
          + String.join("", entries.subList(from, entries.size()))
          + (ended ? "#EXT-X-ENDLIST\n" : "");
    }
  }

  private void answer(Ask ask) throws IOException, InterruptedException {
    String path = ask.path();
    hits.merge(path, 1, Integer::sum);
    if (away) {
      ask.answer(503, "text/plain", "away");
      return;
    }
    if (path.startsWith("/file/")) {
      file(path.substring(6), ask);
      return;
    }
    if (path.startsWith("/radio")) {
      radio(ask);
      return;
    }
    Show show = shows.get(path.substring(1).replaceFirst("/list\\.m3u8$", ""));
    if (show == null) {
      ask.answer(404, "text/plain", "nothing");
      return;
    }
    ask.answer(200, "application/vnd.apple.mpegurl", show.text());
  }

  private void file(String name, Ask ask) throws IOException {
    Path file = footage.resolve(name).normalize();
    if (!file.startsWith(footage) || !Files.isRegularFile(file)) {
      ask.answer(404, "text/plain", "nothing");
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    String range = ask.header("Range");
    int from = 0;
    int to = bytes.length;
    if (range.matches("bytes=\\d+-\\d+")) {
      String[] ends = range.substring(6).split("-", -1);
      from = Integer.parseInt(ends[0]);
      to = Math.min(to, Integer.parseInt(ends[1]) + 1);
      ask.exchange()
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
    }
    ask.exchange().getResponseHeaders().set("Content-Type", "application/octet-stream");
    ask.exchange().sendResponseHeaders(range.isEmpty() ? 200 : 206, to - from);
    ask.exchange().getResponseBody().write(bytes, from, to - from);
  }

  /** Plays a file over and over, and begins in the middle of a frame. */
  private void radio(Ask ask) throws IOException, InterruptedException {
    if (silent) {
      ask.answer(404, "text/plain", "nothing");
      return;
    }
    byte[] bytes = Files.readAllBytes(footage.resolve("radio" + ask.path().substring(6)));
    ask.exchange().getResponseHeaders().set("Content-Type", ask.get("type", "audio/mpeg"));
    ask.exchange().getResponseHeaders().set("icy-name", "Radio Nowhere");
    ask.exchange().sendResponseHeaders(200, 0);
    OutputStream out = ask.exchange().getResponseBody();
    int at = 777;
    int block = 4_000;
    while (!silent && !away) {
      int length = Math.min(block, bytes.length - at);
      out.write(bytes, at, length);
      out.flush();
      at = at + length >= bytes.length ? 0 : at + length;
      if (closing.await(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
