package dev.fetchlight.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: what its channel reads, the peer writes, no faster than the peer
 * takes it. Both channels live on one event loop. An end travels on as an end and a break as a
 * break, so that nobody takes a cut body for a whole one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails.
final class Relay extends ChannelInboundHandlerAdapter {
  private static final int STEP = 256 * 1024;

  private final Channel peer;
  private final Bandwidth.@Nullable Share share;
  private final @Nullable Pulse pulse;
  private long left;
  private int unpaid;
  private boolean waiting;
  private boolean ended;

  /**
   * @param limit bytes that pass at most; more are dropped
   * @param share pays for what is read, where the line is shared
   * @param pulse hears of what is read
   */
  Relay(Channel peer, long limit, Bandwidth.@Nullable Share share, @Nullable Pulse pulse) {
    this.peer = peer;
    this.left = limit;
    this.share = share;
    this.pulse = pulse;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    int pass = (int) Math.min(left, bytes.readableBytes());
    left -= pass;
    unpaid += share == null ? 0 : pass;
    bytes.writerIndex(bytes.readerIndex() + pass);
    peer.write(bytes, peer.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    peer.flush();
    if (pulse != null) {
      pulse.came();
    }
    if (share != null && unpaid > 0) {
      waiting = true;
      int bytes = unpaid;
      unpaid = 0;
      share.pay(
          bytes,
          () ->
              ctx.executor()
                  .execute(() -> {
                    waiting = false;
                    flow(ctx.channel());
                  }));
    }
    flow(ctx.channel());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Relay other = peer.pipeline().get(Relay.class);
    if (other != null) {
      other.flow(peer);
    }
  }

  /** Reads on, or rests while the peer takes no more or the line is not ours. */
  private void flow(Channel own) {
    own.config().setAutoRead(!waiting && peer.isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !ended) {
      ended = true;
      DuplexChannel to = (DuplexChannel) peer;
      to.writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(written -> {
            if (to.isInputShutdown()) {
              to.close();
              ctx.close();
            } else {
              to.shutdownOutput();
            }
          });
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (ended) {
      peer.close();
    } else {
      cut(peer);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A peer that goes away is daily bread, and neither side has anyone to tell.
    cut(ctx.channel());
    cut(peer);
  }

  /** Few and large steps instead of many small ones; sets nothing that holds memory at rest. */
  static void prepare(Channel channel, Bandwidth.@Nullable Share share) {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(STEP, 2 * STEP));
    if (share == null) {
      channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 4096, STEP));
    } else {
      channel
          .config()
          .setRecvByteBufAllocator(
              new FixedRecvByteBufAllocator(Bandwidth.STEP).maxMessagesPerRead(1));
    }
  }

  /** Closes with a reset instead of an end. */
  static void cut(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      return;
    }
    channel.close();
  }
}
