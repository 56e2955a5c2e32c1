package dev.fetchlight.egress.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.Strain;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that arrive in pieces. */
class HeadReaderTest {
  private static final String BODY = "body\r\n\r\nGET / HTTP/1.1\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nA: b\r\n\r\n", "GET / HTTP/1.1\nA: b\n\n", "GET / HTTP/1.1\n\r\n",
        "A\r\n\r\r\n\n", "\r\n", "\n",
      })
  void readsOneHeadHoweverItArrives(String head) {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 200; round++) {
      EmbeddedChannel channel = new EmbeddedChannel(new HeadReader());
      String left = head + BODY;
      while (!left.isEmpty()) {
        int size = random.nextInt(1, left.length() + 1);
        channel.writeInbound(bytes(left.substring(0, size)));
        left = left.substring(size);
      }
      assertThat((String) channel.readInbound()).as("seed %d", seed).isEqualTo(head);
      assertThat(channel.inboundMessages()).isEmpty();

      channel.pipeline().remove(HeadReader.class);
      ByteBuf rest = channel.readInbound();
      assertThat(rest.toString(StandardCharsets.US_ASCII)).as("seed %d", seed).isEqualTo(BODY);
      rest.release();
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void takesAHeadOfTheLimitAndNoneBeyond() {
    String longest = "x".repeat(HeadEnd.LIMIT - 4) + "\r\n\r\n";
    EmbeddedChannel channel = new EmbeddedChannel(new HeadReader());
    channel.writeInbound(bytes(longest));
    assertThat((String) channel.readInbound()).hasSize(HeadEnd.LIMIT);

    EmbeddedChannel strict = new EmbeddedChannel(new HeadReader());
    assertThatThrownBy(() -> strict.writeInbound(bytes("x" + longest)))
        .isInstanceOf(TooLongFrameException.class);
    channel.finishAndReleaseAll();
    strict.finishAndReleaseAll();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  @Test
  void whateverTheHeadItComesToAnEnd() {
    Strain.on(
        text -> {
          RequestHead.parse("GET http://a/ HTTP/1.1\r\n" + text + "\r\n\r\n");
          RequestHead.parse(text);
          ResponseHead.parse("HTTP/1.1 200 OK\r\n" + text + "\r\n\r\n");
          ResponseHead.parse("HTTP/1.1 200 " + text);
          EmbeddedChannel channel = new EmbeddedChannel(new HeadCleaner());
          channel.writeInbound(bytes("HTTP/1.1 200 OK\r\n" + text + "\r\n\r\n"));
          channel.finishAndReleaseAll();
        },
        HeadEnd.LIMIT - 100,
        "A: ",
        "a: b");
  }

  @Test
  void manyFieldsThatAreNamedAsThoseOfTheHopAreLookedUpOnce() {
    String head =
        "HTTP/1.1 200 OK\r\nConnection: "
            + "a,".repeat(16_000)
            + "\r\n"
            + "b:\r\n".repeat(6_000)
            + "A: x\r\n\r\n";
    Strain.one(
        head,
        text -> {
          for (int round = 0; round < 50; round++) {
            EmbeddedChannel channel = new EmbeddedChannel(new HeadCleaner());
            channel.writeInbound(bytes(text));
            ByteBuf clean = channel.readInbound();
            assertThat(clean.toString(StandardCharsets.ISO_8859_1))
                .contains("b:")
                .doesNotContain("x");
            clean.release();
          }
        },
        "named fields");
  }
}
