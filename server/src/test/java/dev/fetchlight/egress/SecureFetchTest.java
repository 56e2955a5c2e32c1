package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS: bytes come as they are, and only from whom they shall. */
class SecureFetchTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final byte[] body = new byte[8 * 1024 * 1024];
  private Path keys;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    new Random(11).nextBytes(body);
    keys = keyStore();
    PfxOptions options = new PfxOptions().setPath(keys.toString()).setPassword("changeit");
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(options))
            .requestHandler(request -> request.response().end(Buffer.buffer(body)))
            .listen(0, "127.0.0.2")
            .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Fetch open(String name, SSLSocketFactory trust) throws InterruptedException {
    try (Egress egress =
        Doors.open(vertx, "127.0.0.2/32", _ -> Doors.addresses("127.0.0.2"), trust, null)) {
      URI uri = URI.create("https://" + name + ":" + server.actualPort() + "/");
      return egress.fetcher().open(uri, Map.of(), LONG);
    }
  }

  @Test
  void readsALargeBody() throws Exception {
    CRC32 crc = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocateDirect(100_000);
    try (Exchange exchange = ((Fetch.Answered) open("right.example", trusting())).exchange()) {
      while (exchange.read(buffer.clear()) >= 0) {
        crc.update(buffer.flip());
      }
    }
    CRC32 sent = new CRC32();
    sent.update(body);
    assertThat(crc.getValue()).isEqualTo(sent.getValue());
  }

  @Test
  void trustsNoCertificateOfAStrangerAndNoneForAnotherName() throws Exception {
    Fetch.Failed refused =
        new Fetch.Failed(Fetch.Why.CERTIFICATE, "The site's certificate is not right.");
    assertThat(open("wrong.example", trusting())).isEqualTo(refused);
    assertThat(open("127.0.0.2", trusting())).isEqualTo(refused);
    assertThat(open("right.example", (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isEqualTo(refused);
  }

  private SSLSocketFactory trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("site", store.getCertificate("site"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** A certificate for right.example that nobody signed but itself. */
  private Path keyStore() throws IOException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "site",
                "-dname",
                "CN=right.example",
                "-ext",
                "san=dns:right.example",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }
}
