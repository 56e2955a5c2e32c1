package dev.fetchlight.http.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Sees where answers end, and tells the {@link Guard}, which sees requests alone. */
final class Answers extends ChannelOutboundHandlerAdapter {
  private final Guard guard;

  Answers(Guard guard) {
    this.guard = guard;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean whole = message instanceof LastHttpContent;
    if (message instanceof HttpResponse response) {
      if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        guard.switched();
      }
      // 100 Continue is no answer yet.
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        whole = false;
      } else {
        guard.answering();
      }
    }
    var _ = context.write(message, promise);
    if (whole) {
      guard.answered();
    }
  }
}
