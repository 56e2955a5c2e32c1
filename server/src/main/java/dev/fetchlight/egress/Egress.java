package dev.fetchlight.egress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Opens gates to the outside, one a job, and fetches small things itself. All of them look a name
 * up once, judge every address it has, and connect to an address that was judged.
 */
public final class Egress implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final VertxInternal vertx;
  private final Doorkeeper doorkeeper;
  private final Duration connectTimeout;
  private final Fetcher fetcher;
  private final Set<Gate> gates = ConcurrentHashMap.newKeySet();

  public Egress(Vertx vertx, AddressPolicy policy) {
    this(vertx, policy, Doorkeeper::system, CONNECT_TIMEOUT, new HttpClientOptions());
  }

  /**
   * @param lookup the addresses of a name, none where there is no such name; may block
   */
  Egress(
      Vertx vertx,
      AddressPolicy policy,
      Function<String, List<InetAddress>> lookup,
      Duration connectTimeout,
      HttpClientOptions client) {
    this.vertx = (VertxInternal) vertx;
    this.doorkeeper = new Doorkeeper(policy, lookup);
    this.connectTimeout = connectTimeout;
    this.fetcher = new Fetcher(vertx, doorkeeper, client);
  }

  /**
   * Opens a gate on a free port of 127.0.0.1. Blocks for a moment; not for event loops.
   *
   * @throws EgressException when the machine has no free port or no free descriptor
   */
  public Gate open() {
    Credentials credentials = Credentials.random();
    Refusals refusals = new Refusals();
    ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    Transport transport = vertx.transport();
    Dial.Line line =
        new Dial.Line(transport.channelFactory(false), joining(channels), connectTimeout);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(vertx.acceptorEventLoopGroup(), vertx.nettyEventLoopGroup())
            .channelFactory(transport.serverChannelFactory(false))
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channels.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HeadReader(),
                            new Visit(doorkeeper, credentials, refusals::add, line));
                  }
                })
            .bind(InetAddress.ofLiteral("127.0.0.1"), 0)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new EgressException(
          "No port of 127.0.0.1 can be opened; is the limit of open files reached?", bound.cause());
    }
    channels.add(bound.channel());
    int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    URI proxy = URI.create("http://" + credentials.userInfo() + "@127.0.0.1:" + port);
    Gate gate = new Gate(proxy, refusals, channels);
    gates.add(gate);
    bound.channel().closeFuture().addListener(closed -> gates.remove(gate));
    return gate;
  }

  /** Fetches small files without a gate, under the same judgement. */
  public Fetcher fetcher() {
    return fetcher;
  }

  /** Closes every gate and the fetcher. */
  @Override
  public void close() {
    List.copyOf(gates).forEach(Gate::close);
    fetcher.close();
  }

  private static ChannelInitializer<Channel> joining(ChannelGroup channels) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channels.add(channel);
      }
    };
  }
}
