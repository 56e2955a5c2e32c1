package dev.fetchlight.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import org.jspecify.annotations.Nullable;

/**
 * One socket that watches one job; lives on its event loop alone. At most one frame is on its way
 * to the kernel; while it is, newer ones only mark the watcher as behind, and the newest goes out
 * once the kernel has taken the last.
 */
final class Watcher {
  private static final int MOST_UNSENT = 4_096;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private final WatchedJob job;
  private boolean onItsWay;
  private boolean behind;
  private boolean closing;
  private long busySince;
  private long heard;

  Watcher(ServerWebSocket socket, WatchedJob job, long now) {
    this.socket = socket;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext();
    this.job = job;
    this.heard = now;
    if (channel.channel() instanceof EpollSocketChannel epoll) {
      // Left alone, the kernel takes megabytes for a peer that does not read: minutes of old
      // frames.
      epoll.config().setTcpNotSentLowAt(MOST_UNSENT);
    }
  }

  WatchedJob job() {
    return job;
  }

  /** The peer showed a sign of life. */
  void heard(long now) {
    heard = now;
  }

  long silentFor(long now) {
    return now - heard;
  }

  /** How long the kernel has refused to take the frame that is on its way; 0 for none. */
  long busyFor(long now) {
    return onItsWay ? now - busySince : 0;
  }

  /** There is a newer frame; it goes now, or when the one before has gone. */
  void newest(ByteBuf frame, long now) {
    if (onItsWay) {
      behind = true;
    } else if (!closing) {
      send(frame, now);
    }
  }

  private void send(ByteBuf frame, long now) {
    behind = false;
    ChannelFuture sent = channel.writeAndFlush(frame.retainedDuplicate());
    if (sent.isDone()) {
      ended();
      return;
    }
    onItsWay = true;
    busySince = now;
    sent.addListener(_ -> {
      onItsWay = false;
      ByteBuf newer = behind ? job.wire() : null;
      if (newer != null) {
        send(newer, System.nanoTime());
      } else {
        ended();
      }
    });
  }

  private void ended() {
    if (job.over() && !behind) {
      var _ = close(Closing.DONE);
    }
  }

  void say(String text) {
    if (!closing) {
      var _ = socket.writeTextMessage(text);
    }
  }

  void ping(ByteBuf ping) {
    if (!closing) {
      var _ = channel.writeAndFlush(ping.retainedDuplicate());
    }
  }

  /** Says goodbye, if nobody has yet; done when the connection has ended. */
  Future<Void> close(Closing why) {
    if (closing) {
      return Future.succeededFuture();
    }
    closing = true;
    return socket.close(why.code, why.words);
  }

  /** Says goodbye to a peer that may not read it: the connection goes whether it does or not. */
  void cut(@Nullable Closing why) {
    if (why != null) {
      var _ = close(why);
    }
    var _ = channel.close();
  }
}
