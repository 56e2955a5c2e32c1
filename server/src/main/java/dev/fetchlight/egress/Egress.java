package dev.fetchlight.egress;

import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.egress.address.Doorkeeper;
import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.http1.HeadReader;
import dev.fetchlight.egress.proxy.Journey;
import dev.fetchlight.egress.proxy.Routes;
import dev.fetchlight.egress.proxy.Snags;
import dev.fetchlight.egress.proxy.Wayfinder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens gates to the outside, one a job, and fetches by itself. Both look a name up once, judge
 * every address it has, and connect to an address that was judged, or to the proxy that leads
 * there, and then never past it.
 */
public final class Egress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final VertxInternal vertx;
  private final Doorkeeper doorkeeper;
  private final Routes routes;
  private final Duration connectTimeout;
  private final Supplier<SSLContext> secure;
  private final @Nullable Bandwidth bandwidth;
  private final Set<Gate> gates = ConcurrentHashMap.newKeySet();

  public Egress(Vertx vertx, AddressPolicy policy) {
    this(vertx, policy, Routes.DIRECT, OptionalLong.empty(), PATIENCE);
  }

  /**
   * @param routes which hosts are reached by which proxy
   * @param maxSpeed bytes a second for everything together
   * @param patience until a site takes a connection, or a proxy leads there
   */
  public Egress(
      Vertx vertx, AddressPolicy policy, Routes routes, OptionalLong maxSpeed, Duration patience) {
    this(
        vertx,
        new Doorkeeper(policy, Doorkeeper::system),
        routes,
        patience,
        Egress::system,
        maxSpeed.isEmpty()
            ? null
            : new Bandwidth(maxSpeed.getAsLong(), System::nanoTime, Egress::later));
  }

  /**
   * @param secure whom to trust under TLS, which costs nothing until it is asked
   */
  Egress(
      Vertx vertx,
      Doorkeeper doorkeeper,
      Routes routes,
      Duration connectTimeout,
      Supplier<SSLContext> secure,
      @Nullable Bandwidth bandwidth) {
    this.vertx = (VertxInternal) vertx;
    this.doorkeeper = doorkeeper;
    this.routes = routes;
    this.connectTimeout = connectTimeout;
    this.secure = secure;
    this.bandwidth = bandwidth;
  }

  /**
   * Opens a gate on a free port of 127.0.0.1. Blocks for a moment; not for event loops.
   *
   * @throws EgressException when the machine has no free port or no free descriptor
   */
  public Gate open() {
    return open(null);
  }

  /**
   * The same.
   *
   * @param also the one place that whoever comes this way may reach whatever its address is, and
   *     without a proxy; null for none
   */
  public Gate open(@Nullable URI also) {
    Credentials credentials = Credentials.random();
    Refusals refusals = new Refusals();
    AtomicReference<@Nullable Pass> pass = new AtomicReference<>();
    Pulse pulse = new Pulse();
    Snags snags = new Snags();
    Visit.Papers papers = new Visit.Papers(credentials, refusals::add, snags, pulse, pass::get);
    Wayfinder ways = new Wayfinder(doorkeeper, new Journey(routes), place(also));
    ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    Transport transport = vertx.transport();
    Dial.Line line =
        new Dial.Line(transport.channelFactory(false), joining(channels), secure, connectTimeout);
    Bandwidth.Share share = share();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(vertx.acceptorEventLoopGroup(), vertx.nettyEventLoopGroup())
            .channelFactory(transport.serverChannelFactory(false))
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(visited(channels, () -> new Visit(ways, papers, line, share)))
            .bind(InetAddress.ofLiteral("127.0.0.1"), 0)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new EgressException(
          "No port of 127.0.0.1 can be opened; is the limit of open files reached?", bound.cause());
    }
    channels.add(bound.channel());
    int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    URI proxy = URI.create("http://" + credentials.userInfo() + "@127.0.0.1:" + port);
    Gate gate = new Gate(proxy, refusals, snags, pulse, channels, pass);
    gates.add(gate);
    bound.channel().closeFuture().addListener(closed -> gates.remove(gate));
    return gate;
  }

  /** Fetches for one job without a gate, under the same judgement. */
  public Fetcher fetcher() {
    return new Fetcher(new Wayfinder(doorkeeper, new Journey(routes)), secure, share());
  }

  /** The same for what belongs to something on that site, and so goes the way of the site. */
  public Fetcher fetcher(URI site) {
    Journey journey = new Journey(routes);
    String authority = String.valueOf(site.getRawAuthority());
    Target.parse(authority, Target.defaultPort(String.valueOf(site.getScheme())))
        .ifPresent(journey::from);
    return new Fetcher(new Wayfinder(doorkeeper, journey), secure, share());
  }

  /** Closes every gate; what is fetched without one belongs to whoever reads it. */
  @Override
  public void close() {
    List.copyOf(gates).forEach(Gate::close);
  }

  private static @Nullable Target place(@Nullable URI link) {
    return link == null
        ? null
        : Target.parse(link.getRawAuthority(), Target.defaultPort(String.valueOf(link.getScheme())))
            .orElseThrow(() -> new IllegalArgumentException(link + " names no place"));
  }

  private Bandwidth.@Nullable Share share() {
    return bandwidth == null ? null : bandwidth.share();
  }

  private static SSLContext system() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static void later(Runnable task, Duration delay) {
    CompletableFuture.delayedExecutor(
            delay.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(task);
  }

  private static ChannelInitializer<Channel> visited(
      ChannelGroup channels, Supplier<Visit> visits) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channels.add(channel);
        channel.pipeline().addLast(new HeadReader(), visits.get());
      }
    };
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
