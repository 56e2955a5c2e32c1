package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.net.ssl.SSLContext;
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
    keys = Keys.store(folder);
    PfxOptions options = new PfxOptions().setPath(keys.toString()).setPassword(Keys.PASSWORD);
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

  private Fetch open(String name, SSLContext trust) throws InterruptedException {
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
    try (Exchange exchange =
        ((Fetch.Answered) open("right.example", Keys.trusting(keys))).exchange()) {
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
    assertThat(open("wrong.example", Keys.trusting(keys))).isEqualTo(refused);
    assertThat(open("127.0.0.2", Keys.trusting(keys))).isEqualTo(refused);
    assertThat(open("right.example", Doors.trusted())).isEqualTo(refused);
  }
}
