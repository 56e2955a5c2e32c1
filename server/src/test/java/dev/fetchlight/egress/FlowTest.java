package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.egress.address.AddressPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** How bytes flow through a gate, over both kinds of sockets that Vert.x has. */
@ParameterizedClass(name = "native sockets: {0}")
@ValueSource(booleans = {false, true})
class FlowTest {
  private static final int LARGE = 48 * 1024 * 1024;

  private final Vertx vertx;
  private final Egress egress;
  private final Gate gate;

  FlowTest(boolean epoll) {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
    assertThat(vertx.isNativeTransportEnabled()).isEqualTo(epoll);
    egress = new Egress(vertx, AddressPolicy.parse("127.0.0.2/32"));
    gate = egress.open();
  }

  @AfterEach
  void close() {
    egress.close();
    vertx.close().await();
  }

  @Test
  void carriesLargeBodiesBothWaysAtOnce() throws Exception {
    CompletableFuture<Long> up = new CompletableFuture<>();
    try (Site site =
            Site.on(
                "127.0.0.2",
                (_, socket) -> {
                  InputStream in = socket.getInputStream();
                  Thread.ofVirtual().start(() -> up.complete(receive(in)));
                  send(socket);
                  socket.shutdownOutput();
                  up.join();
                });
        Caller caller = new Caller(gate)) {
      caller.ask("CONNECT 127.0.0.2:" + site.port() + " HTTP/1.1", "");
      caller.say("GET / HTTP/1.1\r\n\r\n");
      caller.head();
      CompletableFuture<Long> sent = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              sent.complete(send(caller.socket));
              caller.socket.shutdownOutput();
            } catch (IOException e) {
              sent.completeExceptionally(e);
            }
          });
      assertThat(receive(caller.socket.getInputStream())).isEqualTo(sent.get(60, TimeUnit.SECONDS));
      assertThat(up.get(60, TimeUnit.SECONDS)).isEqualTo(sent.get());
    }
  }

  @Test
  void carriesAPostAndItsAnswer() throws Exception {
    try (Site site =
            Site.on(
                "127.0.0.2",
                (_, socket) -> {
                  long crc = crc(socket.getInputStream().readNBytes(LARGE));
                  Site.send(socket, "HTTP/1.1 200 OK\r\n\r\n" + crc);
                });
        Caller caller = new Caller(gate)) {
      String url = "http://127.0.0.2:" + site.port() + "/";
      caller.ask("POST " + url + " HTTP/1.1", "Content-Length: " + LARGE + "\r\n");
      long crc = send(caller.socket);
      caller.say("GET / HTTP/1.1\r\nProxy-Authorization: none of the site's business\r\n\r\n");
      assertThat(caller.rest()).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + crc);
      assertThat(site.heads).hasSize(1);
    }
  }

  @Test
  void aSiteThatBreaksOffIsNotMistakenForOneThatEnds() throws Exception {
    try (Site site =
            Site.on(
                "127.0.0.2",
                (_, socket) -> {
                  Site.send(socket, "HTTP/1.1 200 OK\r\n\r\nhalf");
                  socket.getInputStream().read();
                  socket.setSoLinger(true, 0);
                });
        Caller caller = new Caller(gate)) {
      String url = "http://127.0.0.2:" + site.port() + "/";
      caller.ask("POST " + url + " HTTP/1.1", "Content-Length: 1\r\n");
      caller.head();
      assertThat(caller.socket.getInputStream().readNBytes(4)).asString().isEqualTo("half");
      caller.say("x");
      assertThatThrownBy(caller::rest).hasMessageContaining("reset");
    }
  }

  @Test
  void closingCutsEveryTunnelAtOnce() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (Site site =
            Site.on(
                "127.0.0.2",
                (_, socket) -> {
                  Site.send(socket, "HTTP/1.1 200 OK\r\n\r\nhalf");
                  try {
                    seen.complete("read " + socket.getInputStream().read());
                  } catch (IOException e) {
                    seen.complete(e.getMessage());
                  }
                });
        Caller caller = new Caller(gate)) {
      caller.ask("GET http://127.0.0.2:" + site.port() + "/ HTTP/1.1", "");
      caller.head();
      assertThat(caller.socket.getInputStream().readNBytes(4)).asString().isEqualTo("half");
      gate.close();
      assertThatThrownBy(caller::rest).hasMessageContaining("reset");
      assertThat(seen.get(30, TimeUnit.SECONDS)).contains("reset");
    }
  }

  private static long send(Socket socket) throws IOException {
    CRC32 crc = new CRC32();
    OutputStream out = new CheckedOutputStream(socket.getOutputStream(), crc);
    byte[] block = new byte[64 * 1024];
    for (int i = 0; i < LARGE / block.length; i++) {
      block[i % block.length] += (byte) (i + 1);
      out.write(block);
    }
    return crc.getValue();
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static long receive(InputStream in) {
    try {
      CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
      checked.transferTo(OutputStream.nullOutputStream());
      return checked.getChecksum().getValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
