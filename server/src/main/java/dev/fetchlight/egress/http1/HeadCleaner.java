package dev.fetchlight.egress.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Passes the head of an answer on without the fields of its hop, then steps aside: the body passes
 * untouched. What does not look like HTTP/1 (old radio servers) passes untouched from the start.
 */
public final class HeadCleaner extends ByteToMessageDecoder {
  private static final byte[] PROTOCOL = {'H', 'T', 'T', 'P', '/', '1', '.'};
  private static final Pattern INTERIM = Pattern.compile("HTTP/1\\.[01] 1\\d\\d\\b.*");

  private HeadEnd end = new HeadEnd();

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    for (int i = 0; i < Math.min(PROTOCOL.length, in.readableBytes()); i++) {
      if (in.getByte(in.readerIndex() + i) != PROTOCOL[i]) {
        ctx.pipeline().remove(this);
        return;
      }
    }
    int length = end.find(in);
    if (length < 0) {
      if (in.readableBytes() > HeadEnd.LIMIT) {
        throw new TooLongFrameException();
      }
      return;
    }
    String head = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    out.add(Unpooled.copiedBuffer(cleaned(head), StandardCharsets.ISO_8859_1));
    if (INTERIM.matcher(head.lines().findFirst().orElse("")).matches()) {
      end = new HeadEnd();
    } else {
      ctx.pipeline().remove(this);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    in.skipBytes(in.readableBytes());
    out.add(Answer.UNREACHABLE.because("The site closed the connection without an answer."));
    ctx.pipeline().remove(this);
  }

  private static String cleaned(String head) {
    List<String> lines = head.lines().takeWhile(line -> !line.isEmpty()).toList();
    HopByHop hop =
        new HopByHop(
            lines.stream()
                .filter(line -> line.regionMatches(true, 0, "Connection:", 0, 11))
                .map(line -> line.substring(11))
                .toList());
    StringBuilder clean = new StringBuilder(head.length() + 20);
    clean.append(lines.getFirst()).append("\r\n");
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 0 || !hop.covers(line.substring(0, colon).strip())) {
        clean.append(line).append("\r\n");
      }
    }
    boolean interim = INTERIM.matcher(lines.getFirst()).matches();
    return clean.append(interim ? "\r\n" : "Connection: close\r\n\r\n").toString();
  }
}
