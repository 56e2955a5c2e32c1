package dev.fetchlight.http.door;

import dev.fetchlight.http.contract.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where connections come in on one event loop, which alone touches it. */
public final class Door implements Handler<HttpConnection> {
  private static final long LONGEST_SWEEP_MILLIS = 1_000;
  private static final int SWEEPS_A_DEADLINE = 4;

  private final Connections connections;
  private final Deadlines deadlines;
  private final Set<Guard> guards = new LinkedHashSet<>();

  /** Has deadlines watched over on the loop that this is called on. */
  public Door(Vertx vertx, Connections connections, Deadlines deadlines) {
    this.connections = connections;
    this.deadlines = deadlines;
    long shortest = Math.min(deadlines.head().toMillis(), deadlines.body().toMillis());
    long every = Math.clamp(shortest / SWEEPS_A_DEADLINE, 1, LONGEST_SWEEP_MILLIS);
    vertx.setPeriodic(every, _ -> sweep(System.nanoTime()));
  }

  /** Before anything was read. */
  @Override
  public void handle(HttpConnection connection) {
    ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
    if (!(context.channel().remoteAddress() instanceof InetSocketAddress peer)) {
      // Gone already, or nobody could be counted.
      var _ = context.close();
      return;
    }
    switch (connections.enter(peer.getAddress())) {
      case IN -> letIn(context, peer.getAddress());
      case TOO_MANY_OF_ONE -> {
        var _ = context.channel().closeFuture().addListener(_ -> connections.turnedAway());
        context.pipeline().addFirst(new Deaf());
        Refusal.say(context.pipeline().firstContext(), Problem.tooManyConnections());
      }
      case FULL -> {
        var _ = context.close();
      }
    }
  }

  private void letIn(ChannelHandlerContext context, InetAddress peer) {
    Guard guard = new Guard(this);
    guards.add(guard);
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addFirst(guard).addBefore(context.name(), null, new Answers(guard));
    connections.changed(guard);
    context
        .channel()
        .closeFuture()
        .addListener(_ -> {
          handedOver(guard);
          connections.left(peer);
        });
  }

  void changed(Guard guard) {
    connections.changed(guard);
  }

  /** The connection is no more HTTP, or no more. */
  void handedOver(Guard guard) {
    guards.remove(guard);
    connections.gone(guard);
  }

  private void sweep(long now) {
    List.copyOf(guards).forEach(guard -> guard.judge(now, deadlines));
  }
}
