package dev.fetchlight.update;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A site of our own on loopback, for one trial: a page with a film in one file and a page with one
 * in segments. Its address is a rare one where the system has such, so that whoever may reach it
 * reaches little else.
 */
final class TrialSite implements AutoCloseable {
  /** The page whose film is one file. */
  static final String FILE = "/file";

  /** The page whose film comes in segments. */
  static final String STREAM = "/stream";

  private static final String FILM = "clip.mp4";

  private static final Map<String, String> TYPES =
      Map.of(
          "/" + FILM,
          "video/mp4",
          "/list.m3u8",
          "application/vnd.apple.mpegurl",
          "/part0.mpegts",
          "video/mp2t",
          "/part1.mpegts",
          "video/mp2t");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TrialSite(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", TrialSite::answer);
    server.start();
  }

  static TrialSite open() throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] rare = {127, (byte) random.nextInt(1, 255), (byte) random.nextInt(1, 255), 83};
    try {
      return new TrialSite(listening(InetAddress.getByAddress(rare)));
    } catch (IOException e) {
      return new TrialSite(listening(InetAddress.ofLiteral("127.0.0.1")));
    }
  }

  private static HttpServer listening(InetAddress address) throws IOException {
    return HttpServer.create(new InetSocketAddress(address, 0), 0);
  }

  /** Its address, without the port. */
  String host() {
    return server.getAddress().getAddress().getHostAddress();
  }

  /** Whether a file is the film of {@link #FILE}, byte for byte. */
  static boolean isFilm(Path file) throws IOException {
    return Arrays.equals(Files.readAllBytes(file), resource(FILM));
  }

  String url(String page) {
    return "http://" + host() + ":" + server.getAddress().getPort() + page;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case FILE -> send(exchange, "text/html", page(FILM, "video/mp4"));
        case STREAM -> send(exchange, "text/html", page("list.m3u8", "application/x-mpegURL"));
        default -> {
          String type = TYPES.get(path);
          if (type == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            send(exchange, type, resource(path.substring(1)));
          }
        }
      }
    }
  }

  private static byte[] page(String film, String type) {
    return """
    <!DOCTYPE html><html><head><title>Trial</title></head><body><video>\
    <source src="%s" type="%s"></video></body></html>\
    """
        .formatted(film, type)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TrialSite.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name);
      }
      return in.readAllBytes();
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
