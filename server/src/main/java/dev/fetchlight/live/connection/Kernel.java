package dev.fetchlight.live.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * Writes past Netty to a connection's descriptor. Half the user time of a frame is Netty's queue,
 * promise and flush, which a connection whose queue is empty does not need.
 */
public final class Kernel {
  /**
   * Left alone, the kernel takes megabytes for a peer that does not read: minutes of old frames.
   */
  private static final int MOST_UNSENT = 4_096;

  private Kernel() {}

  /** Keeps the kernel's own queue short. */
  public static void bound(Channel channel) {
    // It may have ended between its handshake and here.
    if (channel instanceof EpollSocketChannel epoll && epoll.isOpen()) {
      epoll.config().setTcpNotSentLowAt(MOST_UNSENT);
    }
  }

  /**
   * How many bytes from {@code from} the kernel has taken; 0 where it takes none now, or where only
   * Netty can write to the connection. Nothing of Netty's may be on its way.
   */
  public static int write(Channel channel, ByteBuf bytes, int from, int to) throws IOException {
    if (!(channel instanceof EpollSocketChannel epoll)) {
      return 0;
    }
    if (!epoll.isOpen()) {
      // Its number may be another connection's by now.
      throw new ClosedChannelException();
    }
    if (bytes.hasMemoryAddress()) {
      return Math.max(0, epoll.fd().writeAddress(bytes.memoryAddress(), from, to));
    }
    return Math.max(0, epoll.fd().write(bytes.internalNioBuffer(0, to), from, to));
  }
}
