package dev.fetchlight.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The web page, from the program's own jar; it holds no secret, so it needs no token. */
final class Page {
  private static final Pattern PATH =
      Pattern.compile("/(assets/)?[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]++)*+");
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json",
          "txt", "text/plain; charset=utf-8");
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  private final Prefix base;
  private final String policy;

  /**
   * @param base the path below which it may lie
   * @param publicOrigin where its links lead, whatever address it was opened at
   */
  Page(Prefix base, String publicOrigin) {
    this.base = base;
    this.policy = policy(publicOrigin);
  }

  private static String policy(String publicOrigin) {
    String media = ("'self' " + publicOrigin).strip();
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
        + media
        + " blob: data:; media-src "
        + media
        + "; connect-src 'self'; font-src 'self'; manifest-src 'self';"
        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  private record Asset(String mediaType, String etag, Buffer plain, Buffer gzipped) {}

  void mount(Router router) {
    router.get().handler(this::serve);
    router.head().handler(this::serve);
  }

  private void serve(RoutingContext context) {
    String path = base.within(context.normalizedPath());
    String name = path.equals("/") ? "/index.html" : path;
    Optional<Asset> asset = find(name);
    if (asset.isEmpty()) {
      context.next();
      return;
    }
    send(context, asset.get(), name.startsWith("/assets/"));
  }

  private void send(RoutingContext context, Asset asset, boolean forever) {
    HttpServerResponse response = context.response();
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.mediaType)
        .putHeader(HttpHeaders.ETAG, "\"" + asset.etag + (gzip ? "-gzip" : "") + "\"")
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        // Names under /assets/ carry a hash of their content.
        .putHeader(
            HttpHeaders.CACHE_CONTROL, forever ? "public, max-age=31536000, immutable" : "no-cache")
        .putHeader("Content-Security-Policy", policy);
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(asset.etag)) {
      var _ = response.setStatusCode(304).end();
      return;
    }
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    Buffer body = gzip ? asset.gzipped : asset.plain;
    if (context.request().method().name().equals("HEAD")) {
      var _ = response.putHeader(HttpHeaders.CONTENT_LENGTH, "" + body.length()).end();
    } else {
      var _ = response.end(body);
    }
  }

  private Optional<Asset> find(String name) {
    Asset known = assets.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (mediaType == null || !PATH.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = Page.class.getResourceAsStream("/web" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      Asset asset = new Asset(mediaType, etag(plain), Buffer.buffer(plain), gzip(plain));
      assets.put(name, asset);
      return Optional.of(asset);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Buffer gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
