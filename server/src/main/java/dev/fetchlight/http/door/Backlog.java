package dev.fetchlight.http.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Keeps what came before a connection was handed over, and what comes after it, until whoever takes
 * it is in place: once the present turn of the loop is over.
 */
final class Backlog extends ChannelInboundHandlerAdapter {
  private final ByteBuf bytes;

  Backlog(ByteBuf bytes) {
    this.bytes = bytes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .execute(() -> {
          var _ = context.fireChannelRead(bytes).fireChannelReadComplete();
          if (!context.isRemoved()) {
            var _ = context.pipeline().remove(this);
          }
        });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf more = (ByteBuf) message;
    bytes.writeBytes(more);
    more.release();
  }
}
