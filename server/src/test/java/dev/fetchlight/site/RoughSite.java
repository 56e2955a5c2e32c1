package dev.fetchlight.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site that breaks off, stalls, fails, changes and lies, each file in its own way, which the seed
 * and the file's number decide. {@code /file/7.mp4} is a video like no other; {@code /page/7} is a
 * page around it. What ails a file passes after a few requests; what lies does so for ever.
 */
public final class RoughSite implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/(file|page)/(\\d+)(\\.mp4)?");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final int BLOCK = 16 * 1_024;
  private static final int LEAST = 200_000;
  private static final int SPREAD = 1_500_000;

  /** What is wrong with a file. */
  public enum Nature {
    HONEST,
    /** Breaks off, fails and stalls a few times. */
    ROUGH,
    /** Is another version of the same length after a few requests. */
    CHANGING,
    /** Is a page that calls itself a video. */
    FALSE
  }

  private enum Ill {
    CUT,
    BUSY,
    BROKEN,
    STALL,
    NONE
  }

  private final long seed;
  private final byte[] video;
  private final Map<Integer, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private RoughSite(long seed) throws IOException {
    this.seed = seed;
    this.video = Files.readAllBytes(Footage.folder().resolve("short.mp4"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
  }

  public static RoughSite start(long seed) throws IOException {
    RoughSite site = new RoughSite(seed);
    site.server.start();
    return site;
  }

  /** The link of a file; every third goes by a page around it. */
  public String link(int number) {
    String path = number % 3 == 0 ? "/page/" + number : "/file/" + number + ".mp4";
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public Nature nature(int number) {
    int of = random(number).nextInt(10);
    return of < 4 ? Nature.HONEST : of < 7 ? Nature.ROUGH : of < 9 ? Nature.CHANGING : Nature.FALSE;
  }

  /** The hashes of all that the file may be once it is whole; none for what lies. */
  public List<String> hashes(int number) {
    return switch (nature(number)) {
      case HONEST, ROUGH -> List.of(hash(bytes(number, 1)));
      case CHANGING -> List.of(hash(bytes(number, 1)), hash(bytes(number, 2)));
      case FALSE -> List.of();
    };
  }

  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash(bytes)));
  }

  /** Bytes of files sent so far. */
  public long sent() {
    return sent.sum();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Random random(int number) {
    return new Random(seed * 31 + number);
  }

  /** A real video, and behind it a box that players skip: as long and as different as we like. */
  private byte[] bytes(int number, int version) {
    Random random = random(number);
    byte[] filling = new byte[LEAST + random.nextInt(SPREAD)];
    new Random(seed * 31 + number * 7L + version).nextBytes(filling);
    return ByteBuffer.allocate(video.length + 8 + filling.length)
        .put(video)
        .putInt(8 + filling.length)
        .put("free".getBytes(StandardCharsets.US_ASCII))
        .put(filling)
        .array();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      if (!path.matches()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int number = Integer.parseInt(path.group(2));
      if (path.group(1).equals("page")) {
        page(exchange, number);
      } else {
        file(exchange, number);
      }
    } catch (IOException e) {
      // Whoever asked was killed, or we cut him off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void page(HttpExchange exchange, int number) throws IOException {
    byte[] text =
        """
        <!doctype html><html><head><title>Number %d</title></head><body>
        <video src="/file/%d.mp4" type="video/mp4"></video></body></html>
        """
            .formatted(number, number)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
  }

  private void file(HttpExchange exchange, int number) throws IOException, InterruptedException {
    int before = asked.computeIfAbsent(number, _ -> new AtomicInteger()).getAndIncrement();
    Nature nature = nature(number);
    exchange.getResponseHeaders().set("Content-Type", "video/mp4");
    if (nature == Nature.FALSE) {
      byte[] lie =
          ("<html>" + "Only words. ".repeat(500) + "</html>").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, lie.length);
      exchange.getResponseBody().write(lie);
      return;
    }
    Random random = random(number * 1_000 + before);
    Ill ill =
        nature == Nature.ROUGH && before < 6
            ? Ill.values()[random.nextInt(Ill.values().length)]
            : Ill.NONE;
    int version = nature == Nature.CHANGING && before >= 1 + random(number).nextInt(6) ? 2 : 1;
    switch (ill) {
      case BUSY -> exchange.sendResponseHeaders(503, -1);
      case BROKEN -> exchange.sendResponseHeaders(500, -1);
      case CUT, STALL, NONE -> send(exchange, bytes(number, version), version, ill, random);
    }
  }

  private void send(HttpExchange exchange, byte[] whole, int version, Ill ill, Random random)
      throws IOException, InterruptedException {
    Headers told = exchange.getResponseHeaders();
    String tag = "\"" + version + "\"";
    told.set("ETag", tag);
    told.set("Accept-Ranges", "bytes");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    String wanted = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    Matcher range = RANGE.matcher(wanted);
    boolean part = range.matches() && (condition == null || condition.equals(tag));
    int from = part ? Integer.parseInt(range.group(1)) : 0;
    int to =
        part && !range.group(2).isEmpty()
            ? Math.min(whole.length, Integer.parseInt(range.group(2)) + 1)
            : whole.length;
    if (from >= to) {
      told.set("Content-Range", "bytes */" + whole.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (part) {
      told.set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, whole.length));
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : to - from);
    if (head) {
      return;
    }
    int end = ill == Ill.NONE ? to : from + random.nextInt(to - from);
    OutputStream out = exchange.getResponseBody();
    for (int at = from; at < end; at += BLOCK) {
      int count = Math.min(BLOCK, end - at);
      out.write(whole, at, count);
      out.flush();
      sent.add(count);
      Thread.sleep(2);
    }
    if (ill == Ill.STALL) {
      closing.await();
    }
  }
}
