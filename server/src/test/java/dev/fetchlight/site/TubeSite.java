package dev.fetchlight.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A site on the loopback address that speaks to yt-dlp as YouTube does, with pages, a player script
 * and clips of its own: nothing of it is YouTube's. A video's id tells by its beginning how it is:
 * OKAY all well · NOJS nothing without a solved challenge · LOW a small picture without one · BOT a
 * wall · F403 media refused · PREM to come · LONG twelve seconds, described by whatever was set. A
 * playlist {@code PL…} has three of the first kind.
 */
public final class TubeSite implements AutoCloseable {
  private static final Map<String, Clip> CLIPS =
      Map.of(
          "136", new Clip("ladder/720.mp4", "video/mp4; codecs=\"avc1.64001f\"", 1280, 720),
          "140", new Clip("ladder/sound.m4a", "audio/mp4; codecs=\"mp4a.40.2\"", 0, 0),
          "18", new Clip("short.mp4", "video/mp4; codecs=\"avc1.42001E, mp4a.40.2\"", 320, 180));

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Clip LONG =
      new Clip("clip.mp4", "video/mp4; codecs=\"avc1.42001E, mp4a.40.2\"", 640, 360);

  private static final String SIGNATURE = "abcdefghij";

  private record Clip(String file, String type, int width, int height) {}

  private final Path footage = Footage.folder();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String description = "";
  private final PlayerScript script;
  private final Certificate certificate;
  private final HttpsServer server;
  private volatile Instant premiere = CLOCK.instant();

  private TubeSite(PlayerScript script, Path folder) throws IOException {
    this.script = script;
    certificate = Certificate.in(folder);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
  }

  /** A site with that player script, whose certificate is kept in a folder. */
  public static TubeSite start(PlayerScript script, Path folder) throws IOException {
    TubeSite site = new TubeSite(script, folder);
    site.server.start();
    return site;
  }

  /** The link to a video, which is watched only by a {@link #viewer}. */
  public static String video(String id) {
    return "https://www.youtube.com/watch?v=" + id;
  }

  /** From now on what begins with PREM begins then. */
  public void premieres(Instant start) {
    premiere = start;
  }

  /** From now on a long video is described so, be it with the times of chapters. */
  public void describe(String text) {
    description = text;
  }

  /** The link to a list of three. */
  public static String list() {
    return "https://www.youtube.com/playlist?list=PL00000000000000000000000000000000";
  }

  /**
   * A program that is this yt-dlp, but takes YouTube's names for this site and trusts its
   * certificate. It goes through its proxy all the same.
   *
   * @param ytDlp a zipapp, or a folder that has the package in it
   */
  public Path viewer(Path ytDlp, Path folder) throws IOException {
    Path viewer =
        Files.writeString(
            folder.resolve("viewer"),
            """
            #!/usr/bin/python3
            import http.client, sys, types
            sys.path.insert(0, "%s")
            trusted = types.ModuleType("certifi")
            trusted.where = lambda: "%s"
            sys.modules["certifi"] = trusted
            inner = http.client.HTTPConnection.set_tunnel
            def set_tunnel(self, host, port=None, headers=None):
                name = host.partition(":")[0]
                if name.endswith((".youtube.com", ".googlevideo.com", ".ytimg.com")):
                    host, port = "127.0.0.1", %d
                inner(self, host, port, headers)
            http.client.HTTPConnection.set_tunnel = set_tunnel
            import yt_dlp
            if __name__ == "__main__":
                sys.exit(yt_dlp.main())
            """
                .formatted(
                    ytDlp.toAbsolutePath(), certificate.pem(), server.getAddress().getPort()));
    return Files.setPosixFilePermissions(viewer, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Every path with its query that was asked for, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Ask ask = Ask.of(exchange);
      asked.add(ask.target());
      route(ask);
    } catch (IOException e) {
      // The client went away.
    }
  }

  private void route(Ask ask) throws IOException {
    String path = ask.path();
    if (path.equals("/youtubei/v1/player")) {
      String body =
          new String(ask.exchange().getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonObject order = new JsonObject(body);
      String client =
          order.getJsonObject("context").getJsonObject("client").getString("clientName");
      ask.answer(200, "application/json", player(order.getString("videoId"), client).encode());
    } else if (path.equals("/youtubei/v1/browse")) {
      ask.answer(200, "application/json", TubeList.contents().encode());
    } else if (path.startsWith("/s/player/")) {
      ask.answer(200, "text/javascript", script.text());
    } else if (path.equals("/playlist")) {
      ask.answer(200, "text/html", page("WEB", TubeList.contents()));
    } else if (path.equals("/watch") || path.equals("/") || path.startsWith("/embed")) {
      ask.answer(200, "text/html", page("WEB", TubeList.nothing()));
    } else if (path.equals("/tv")) {
      ask.answer(200, "text/html", page("TVHTML5", TubeList.nothing()));
    } else if (path.equals("/videoplayback")) {
      media(ask);
    } else {
      ask.answer(404, "text/plain", "nothing");
    }
  }

  private static String page(String client, JsonObject data) {
    JsonObject context =
        new JsonObject()
            .put(
                "client",
                new JsonObject()
                    .put("clientName", client)
                    .put("clientVersion", "2.20260101")
                    .put("visitorData", "CgtaYXNk")
                    .put("hl", "en"));
    JsonObject config =
        new JsonObject()
            .put("INNERTUBE_API_KEY", "x")
            .put("PLAYER_JS_URL", "/s/player/0123abcd/player_ias.vflset/en_US/base.js")
            .put("VISITOR_DATA", "CgtaYXNk")
            .put("STS", 20000)
            .put("INNERTUBE_CONTEXT", context);
    return "<html><script>ytcfg.set(%s);</script><script>var ytInitialData = %s;</script></html>"
        .formatted(config.encode(), data.encode());
  }

  private JsonObject player(String id, String client) {
    JsonObject details =
        new JsonObject()
            .put("videoId", id)
            .put("title", "Synthetic " + id)
            .put("lengthSeconds", id.startsWith("LONG") ? "12" : "2")
            .put("channelId", "UC" + "x".repeat(22))
            .put("author", "me")
            .put("shortDescription", id.startsWith("LONG") ? description : "")
            .put("thumbnail", new JsonObject().put("thumbnails", new JsonArray()))
            .put("viewCount", "1")
            .put("isLiveContent", false);
    JsonObject answer = new JsonObject().put("videoDetails", details);
    boolean scripted = List.of("WEB", "TVHTML5", "WEB_EMBEDDED_PLAYER").contains(client);
    if (id.startsWith("BOT")) {
      return answer.put(
          "playabilityStatus",
          new JsonObject()
              .put("status", "LOGIN_REQUIRED")
              .put("reason", "Sign in to confirm you’re not a bot"));
    }
    if (id.startsWith("PREM") && CLOCK.instant().isBefore(premiere)) {
      return upcoming(details);
    }
    if (id.startsWith("NOJS") && !scripted) {
      return answer.put(
          "playabilityStatus",
          new JsonObject()
              .put("status", "UNPLAYABLE")
              .put("reason", "This video is not available"));
    }
    return answer
        .put("playabilityStatus", new JsonObject().put("status", "OK"))
        .put("streamingData", streams(id, client, scripted));
  }

  private JsonObject upcoming(JsonObject told) {
    JsonObject slate =
        new JsonObject().put("scheduledStartTime", Long.toString(premiere.getEpochSecond()));
    JsonObject offline =
        new JsonObject()
            .put("offlineSlate", new JsonObject().put("liveStreamOfflineSlateRenderer", slate));
    return new JsonObject()
        .put("videoDetails", told.put("isUpcoming", true))
        .put(
            "microformat",
            new JsonObject()
                .put(
                    "playerMicroformatRenderer",
                    new JsonObject()
                        .put(
                            "liveBroadcastDetails",
                            new JsonObject()
                                .put("isLiveNow", false)
                                .put("startTimestamp", premiere.toString()))))
        .put("streamingData", new JsonObject())
        .put(
            "playabilityStatus",
            new JsonObject()
                .put("status", "LIVE_STREAM_OFFLINE")
                .put("reason", "Premieres in 2 hours")
                .put(
                    "liveStreamability",
                    new JsonObject().put("liveStreamabilityRenderer", offline)));
  }

  private JsonObject streams(String id, String client, boolean scripted) {
    if (id.startsWith("LONG") || (id.startsWith("LOW") && !scripted)) {
      return new JsonObject()
          .put("formats", new JsonArray().add(format("18", id, client, scripted)));
    }
    if (client.equals("WEB")) { // for its own player alone
      return new JsonObject()
          .put("serverAbrStreamingUrl", "https://r1.googlevideo.com/sabr")
          .put("adaptiveFormats", new JsonArray());
    }
    return new JsonObject()
        .put(
            "adaptiveFormats",
            new JsonArray()
                .add(format("136", id, client, scripted))
                .add(format("140", id, client, scripted)))
        .put("formats", new JsonArray().add(format("18", id, client, scripted)));
  }

  private JsonObject format(String itag, String id, String client, boolean ciphered) {
    Clip clip = clip(id, itag);
    String url =
        "https://r1.googlevideo.com/videoplayback?id=%s&itag=%s&expire=4102444800&c=%s"
            .formatted(id, itag, client);
    JsonObject format =
        new JsonObject()
            .put("itag", Integer.parseInt(itag))
            .put("mimeType", clip.type())
            .put("bitrate", 100_000)
            .put("contentLength", Long.toString(footage.resolve(clip.file()).toFile().length()))
            .put("approxDurationMs", id.startsWith("LONG") ? "12000" : "2000")
            .put("projectionType", "RECTANGULAR");
    if (clip.height() > 0) {
      format
          .put("width", clip.width())
          .put("height", clip.height())
          .put("fps", 10)
          .put("qualityLabel", clip.height() + "p");
    } else {
      format.put("audioQuality", "AUDIO_QUALITY_MEDIUM").put("audioSampleRate", "44100");
    }
    return ciphered
        ? format.put(
            "signatureCipher",
            "s=%s&sp=sig&url=%s".formatted(SIGNATURE, encoded(url + "&n=nchallenge" + client)))
        : format.put("url", url);
  }

  private static Clip clip(String id, String itag) {
    return id.startsWith("LONG") ? LONG : Objects.requireNonNull(CLIPS.get(itag));
  }

  private void media(Ask ask) throws IOException {
    String n = ask.get("n", "");
    boolean good =
        n.isEmpty()
            || (n.equals(script.n().apply("nchallenge" + ask.get("c", "")))
                && ask.get("sig", "").equals(script.signature().apply(SIGNATURE)));
    if (!good || ask.get("id", "").startsWith("F403")) {
      ask.answer(403, "text/plain", "no");
      return;
    }
    Clip clip = clip(ask.get("id", ""), ask.get("itag", ""));
    byte[] all = Files.readAllBytes(footage.resolve(clip.file()));
    String range = ask.header("Range");
    int from = 0;
    int end = all.length;
    if (!range.isEmpty()) {
      String[] ends = range.substring(range.indexOf('=') + 1).split("-", -1);
      from = Integer.parseInt(ends[0]);
      end = ends[1].isEmpty() ? end : Math.min(end, Integer.parseInt(ends[1]) + 1);
      ask.exchange()
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, all.length));
    }
    ask.exchange().getResponseHeaders().set("Content-Type", clip.type().replaceAll(";.*", ""));
    ask.exchange().sendResponseHeaders(range.isEmpty() ? 200 : 206, end - from);
    ask.exchange().getResponseBody().write(all, from, end - from);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
