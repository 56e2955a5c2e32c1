package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final String ASSET = "/assets/probe-1a2b3c4d.js";

  @TempDir Path folder;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder, "a token", Set.of(), 10);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anAssetNeedsNoTokenAndIsKeptForEver() throws Exception {
    HttpResponse<String> response = service.get(ASSET);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("export const probe");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
  }

  @Test
  void thePolicyLetsNothingForeignIn() throws Exception {
    String policy =
        service.get(ASSET).headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
    assertThat(policy).doesNotContain("unsafe", "*", "http:");
    // A preview's picture comes with its answer; nothing else may.
    assertThat(policy.split("data:", -1)).hasSize(2);
    assertThat(policy).contains("img-src 'self' blob: data:;");
  }

  @Test
  void whoTakesGzipGetsGzip() throws Exception {
    HttpRequest request = service.request(ASSET).header("Accept-Encoding", "br, gzip").build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(service.get(ASSET).body());
    assertThat(response.headers().firstValue("ETag"))
        .isNotEqualTo(service.get(ASSET).headers().firstValue("ETag"));
  }

  @Test
  void whoHasItAlreadyGetsNothing() throws Exception {
    String etag = service.get(ASSET).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = service.get(ASSET, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void headSaysTheLength() throws Exception {
    HttpResponse<String> head =
        service.send(service.request(ASSET).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.headers().firstValue("Content-Length"))
        .contains("" + service.get(ASSET).body().length());
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/", "/assets/none.js", "/assets/..%2f..%2fapi/openapi.yaml",
            "/../db/sqlite/V1__jobs.sql",
        "/assets/%2e%2e/probe.js", "/META-INF/MANIFEST.MF", "/dev/fetchlight/app/Main.class",
            "/assets/probe-1a2b3c4d.js/"
      })
  void nothingButThePageIsServed(String path) throws Exception {
    assertThat(service.get(path).statusCode()).isEqualTo(404);
  }
}
