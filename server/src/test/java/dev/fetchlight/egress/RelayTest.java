package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Back pressure and limits, seen from inside. */
class RelayTest {
  private final EmbeddedChannel site = new EmbeddedChannel();
  private final EmbeddedChannel caller = new EmbeddedChannel(new Relay(site, 5, null, null));

  RelayTest() {
    site.pipeline().addLast(new Relay(caller, Long.MAX_VALUE, null, null));
  }

  @AfterEach
  void close() {
    caller.finishAndReleaseAll();
    site.finishAndReleaseAll();
  }

  @Test
  void readsNoMoreWhileTheOtherSideTakesNothing() {
    ChannelOutboundBuffer toCaller = caller.unsafe().outboundBuffer();
    toCaller.setUserDefinedWritability(1, false);
    site.writeInbound(bytes("one"));
    assertThat(site.config().isAutoRead()).isFalse();
    assertThat(caller.config().isAutoRead()).isTrue();

    toCaller.setUserDefinedWritability(1, true);
    caller.runPendingTasks();
    assertThat(site.config().isAutoRead()).isTrue();
    assertThat(taken(caller)).isEqualTo("one");
  }

  @Test
  void passesNoMoreThanItsLimit() {
    caller.writeInbound(bytes("123"), bytes("45GET /second"), bytes("more"));
    assertThat(taken(site)).isEqualTo("12345");
  }

  @Test
  void aCallerThatVanishesTakesTheSiteWithIt() {
    caller.close().syncUninterruptibly();
    assertThat(site.isOpen()).isFalse();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private static String taken(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
    }
    return text.toString();
  }
}
