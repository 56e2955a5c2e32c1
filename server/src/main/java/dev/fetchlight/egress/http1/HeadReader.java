package dev.fetchlight.egress.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gathers a request's bytes up to the first blank line and passes them on as one text, once. What
 * follows is kept until this handler is removed, and then passed on as it came.
 */
public final class HeadReader extends ByteToMessageDecoder {
  private final HeadEnd end = new HeadEnd();
  private boolean done;

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (done) {
      return;
    }
    int length = end.find(in);
    if ((length < 0 ? in.readableBytes() : length) > HeadEnd.LIMIT) {
      done = true;
      throw new TooLongFrameException();
    }
    if (length > 0) {
      done = true;
      out.add(in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
    }
  }
}
