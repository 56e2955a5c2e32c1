package dev.fetchlight.egress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * One attempt to reach any of several addresses, in order, each a quarter of a second after the one
 * before or as soon as that fails; the first that answers wins. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails.
final class Dial {
  static final int MOST_ADDRESSES = 8;
  private static final long HEAD_START_MILLIS = 250;

  private final Bootstrap bootstrap;
  private final List<InetSocketAddress> waiting = new ArrayList<>();
  private final List<ChannelFuture> trying = new ArrayList<>();
  private final Promise<Channel> winner;

  private Dial(Bootstrap bootstrap, Promise<Channel> winner) {
    this.bootstrap = bootstrap;
    this.winner = winner;
  }

  /**
   * What a connection is made with.
   *
   * @param setup sees every channel before it connects
   * @param secure whom to trust under TLS
   */
  record Line(
      ChannelFactory<? extends Channel> sockets,
      ChannelHandler setup,
      Supplier<SSLContext> secure,
      Duration timeout) {}

  /**
   * A channel that does not read yet. Fails with {@link SocketTimeoutException} where nobody
   * answered in time, or with what went wrong last. Called on the loop.
   */
  static Promise<Channel> start(EventLoop loop, Line line, List<InetAddress> to, int port) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(line.sockets())
            .handler(line.setup())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    Dial dial = new Dial(bootstrap, loop.newPromise());
    to.stream()
        .limit(MOST_ADDRESSES)
        .forEach(address -> dial.waiting.add(new InetSocketAddress(address, port)));
    ScheduledFuture<?> end =
        loop.schedule(
            () -> dial.winner.tryFailure(new SocketTimeoutException()),
            line.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    dial.winner.addListener(done -> {
      end.cancel(false);
      dial.waiting.clear();
      List.copyOf(dial.trying).forEach(attempt -> attempt.cancel(false));
      dial.trying.stream()
          .map(ChannelFuture::channel)
          .filter(channel -> !done.isSuccess() || !channel.equals(done.getNow()))
          .forEach(Channel::close);
    });
    dial.next(loop);
    return dial.winner;
  }

  private void next(EventLoop loop) {
    if (waiting.isEmpty()) {
      return;
    }
    ChannelFuture attempt = bootstrap.connect(waiting.removeFirst());
    trying.add(attempt);
    ScheduledFuture<?> following =
        loop.schedule(() -> next(loop), HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
    attempt.addListener(connected -> {
      following.cancel(false);
      if (connected.isSuccess()) {
        if (!winner.trySuccess(attempt.channel())) {
          attempt.channel().close();
        }
        return;
      }
      trying.remove(attempt);
      if (waiting.isEmpty() && trying.isEmpty()) {
        winner.tryFailure(connected.cause());
      }
      next(loop);
    });
  }
}
