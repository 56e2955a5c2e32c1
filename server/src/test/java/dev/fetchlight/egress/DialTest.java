package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses that answer, refuse and keep silent. */
class DialTest {
  private static final InetAddress SILENT = InetAddress.ofLiteral("127.0.0.2");
  private static final InetAddress THERE = InetAddress.ofLiteral("127.0.0.3");
  private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.4");

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void close() {
    loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void passesOverOneThatRefusesAndOneThatKeepsSilent() throws Exception {
    try (ServerSocket there = new ServerSocket(0, 50, THERE);
        Silence silence = new Silence(there.getLocalPort())) {
      Channel channel =
          dial(Duration.ofSeconds(60), List.of(NOBODY, SILENT, THERE), there.getLocalPort());
      assertThat(channel.remoteAddress()).hasToString("/127.0.0.3:" + there.getLocalPort());
      assertThat(silence.full).isNotEmpty();
    }
  }

  @Test
  void tellsSilenceFromRefusal() throws Exception {
    try (Silence silence = new Silence(0)) {
      int port = silence.server.getLocalPort();
      assertThat(catchThrowable(() -> dial(Duration.ofMillis(50), List.of(SILENT), port)))
          .hasCauseInstanceOf(SocketTimeoutException.class);
      assertThat(catchThrowable(() -> dial(Duration.ofSeconds(60), List.of(NOBODY), port)))
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  private Channel dial(Duration timeout, List<InetAddress> to, int port)
      throws ExecutionException, InterruptedException {
    EventLoop loop = loops.next();
    Dial.Line line = new Dial.Line(NioSocketChannel::new, new Deaf(), Doors::trusted, timeout);
    CompletableFuture<Channel> result = new CompletableFuture<>();
    loop.execute(() ->
        Dial.start(loop, line, to, port)
            .addListener(done -> {
              if (done.isSuccess()) {
                result.complete((Channel) done.getNow());
              } else {
                result.completeExceptionally(done.cause());
              }
            }));
    return result.get();
  }

  private static final class Deaf extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {}
  }

  /** A listening socket whose queue is full, so that the kernel drops who knocks. */
  private static final class Silence implements AutoCloseable {
    final ServerSocket server;
    final List<Socket> full = new ArrayList<>();

    Silence(int port) throws IOException {
      server = new ServerSocket(port, 1, SILENT);
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket();
        full.add(socket);
        try {
          socket.connect(server.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException queueIsFull) {
          break;
        }
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : full) {
        socket.close();
      }
      server.close();
    }
  }
}
