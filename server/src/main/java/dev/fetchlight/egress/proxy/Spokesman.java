package dev.fetchlight.egress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leads one handshake on a channel and leaves the pipeline once it is over; what the place has sent
 * by then goes to whoever was added meanwhile.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails.
final class Spokesman extends ByteToMessageDecoder {
  private final Handshake handshake;
  private final boolean afterTls;
  private final Runnable through;
  private final Consumer<Snag.Why> failed;
  private boolean over;

  /**
   * @param afterTls whether another handshake goes before
   */
  Spokesman(Handshake handshake, boolean afterTls, Runnable through, Consumer<Snag.Why> failed) {
    this.handshake = handshake;
    this.afterTls = afterTls;
    this.through = through;
    this.failed = failed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (!afterTls) {
      say(ctx, handshake.hello());
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    while (!over && in.readableBytes() >= handshake.wanted()) {
      byte[] piece = new byte[handshake.wanted()];
      in.readBytes(piece);
      switch (handshake.hear(piece)) {
        case Handshake.Turn.Say(ByteBuffer words) -> say(ctx, words);
        case Handshake.Turn.Through() -> {
          over = true;
          ctx.channel().config().setAutoRead(false);
          through.run();
          ctx.pipeline().remove(this);
        }
        case Handshake.Turn.Failed(Snag.Why why) -> fail(why);
      }
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      fail(Snag.Why.NO_PROXY);
    } else if (event.equals(SslHandshakeCompletionEvent.SUCCESS)) {
      say(ctx, handshake.hello());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(Snag.Why.NO_PROXY);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(Snag.Why.NO_PROXY);
  }

  private void fail(Snag.Why why) {
    if (!over) {
      over = true;
      failed.accept(why);
    }
  }

  private static void say(ChannelHandlerContext ctx, ByteBuffer words) {
    if (words.hasRemaining()) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(words));
    }
  }
}
