package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.connection.Farewell;
import dev.fetchlight.live.connection.Takeover;
import dev.fetchlight.live.connection.Visitor;
import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.ServerSentEvents;
import dev.fetchlight.live.wire.WebSocketFrames;
import dev.fetchlight.live.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where connections come in to watch. Every method is called on the connection's event loop. */
public final class Entrance {
  private final Live live;
  private final int most;

  /**
   * @param most how many connections this node takes at once
   */
  public Entrance(Live live, int most) {
    this.live = live;
    this.most = most;
  }

  /** Shows one job on a socket that was just opened. */
  public void watch(ServerWebSocket socket, JobId id, Visitor visitor) {
    if (admitted(socket)) {
      live.hub().watch(taken(socket, visitor), id, Subscription.NOTHING);
    }
  }

  /** Lets a socket that was just opened say what it wants to watch. */
  public void attend(ServerWebSocket socket, Visitor visitor) {
    if (admitted(socket)) {
      live.hub().attend(taken(socket, visitor));
    }
  }

  /** Ends an open socket that asked for a job there cannot be. */
  public static void refuse(ServerWebSocket socket) {
    refuse(socket, Messages.notFound(null), Closing.NOT_FOUND);
  }

  /**
   * Answers a request, whose response has its headers, with the states of one job until it ends.
   *
   * @param have the newest version the client knows, or -1
   * @return false, and nothing was answered, where there is no room
   */
  public boolean stream(HttpServerRequest request, JobId id, long have, Visitor visitor) {
    return stream(request, visitor, (hub, connection) -> hub.watch(connection, id, have));
  }

  /** Answers a request, whose response has its headers, with the states of all jobs. */
  public boolean streamFeed(HttpServerRequest request, Visitor visitor) {
    return stream(request, visitor, LoopHub::attendFeed);
  }

  private boolean stream(
      HttpServerRequest request, Visitor visitor, BiConsumer<LoopHub, Connection> then) {
    if (live.farewell() != null || !live.enter(most)) {
      return false;
    }
    // nginx asks with HTTP/1.0, which knows no chunks, unless it is told otherwise.
    boolean chunked = request.version() != HttpVersion.HTTP_1_0;
    Wire wire = new ServerSentEvents(chunked, visitor.linkPrefix());
    ByteBuf head = Unpooled.copiedBuffer(head(request, chunked), StandardCharsets.US_ASCII);
    // Asked for here: what hears of the write may be outside of any context.
    LoopHub hub = live.hub();
    Channel channel = Takeover.of(request);
    channel
        .writeAndFlush(head)
        .addListener(written -> {
          if (written.isSuccess()) {
            then.accept(hub, new Connection(channel, wire, end(visitor.left())));
          } else {
            live.left();
          }
        });
    return true;
  }

  /** Written by hand, since Vert.x starts no answer of HTTP/1.0 without knowing its length. */
  private static String head(HttpServerRequest request, boolean chunked) {
    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
    request.response().headers().forEach(each -> line(head, each.getKey(), each.getValue()));
    if (chunked) {
      line(head, "Transfer-Encoding", "chunked");
    }
    return head.append("\r\n").toString();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private boolean admitted(ServerWebSocket socket) {
    Farewell farewell = live.farewell();
    if (farewell != null) {
      close(socket, Closing.goingAway(farewell.millis()));
      return false;
    }
    if (!live.enter(most)) {
      refuse(
          socket, Messages.error("too_many_sockets", "Too many are watching."), Closing.TOO_MANY);
      return false;
    }
    return true;
  }

  private static void refuse(ServerWebSocket socket, Message why, Closing closing) {
    var _ = socket.writeTextMessage(why.json());
    close(socket, closing);
  }

  private static void close(ServerWebSocket socket, Closing why) {
    var _ = socket.close(why.code(), why.words());
  }

  private Connection taken(ServerWebSocket socket, Visitor visitor) {
    // First, since what was agreed can be told no more afterwards.
    Wire wire = wire(socket, visitor.linkPrefix());
    return new Connection(Takeover.of(socket), wire, end(visitor.left()));
  }

  private Wire wire(ServerWebSocket socket, String linkPrefix) {
    if (!Takeover.deflates(socket)) {
      return new WebSocketFrames(linkPrefix);
    }
    DeflatedFrames frames = live.hub().deflatedFrames();
    return Takeover.refusesContext(socket) ? frames.withoutContext() : frames;
  }

  private static long end(@Nullable Duration left) {
    return left == null ? Long.MAX_VALUE : System.nanoTime() + left.toNanos();
  }
}
