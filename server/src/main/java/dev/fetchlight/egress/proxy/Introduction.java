package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Talks to a proxy from a virtual thread, until it leads to the place. */
public final class Introduction {
  private Introduction() {}

  /**
   * Blocks; whoever has the connection ends it by closing that.
   *
   * @throws SnagException where the proxy does not lead there, or does not speak as it should
   */
  public static void make(Way.Through way, Target place, InputStream in, OutputStream out)
      throws IOException {
    Handshake handshake = way.proxy().handshake(place);
    say(out, handshake.hello());
    while (true) {
      int wanted = handshake.wanted();
      byte[] piece = in.readNBytes(wanted);
      if (piece.length < wanted) {
        throw way.snag(Snag.Why.NO_PROXY);
      }
      switch (handshake.hear(piece)) {
        case Handshake.Turn.Say(ByteBuffer words) -> say(out, words);
        case Handshake.Turn.Through() -> {
          return;
        }
        case Handshake.Turn.Failed(Snag.Why why) -> throw way.snag(why);
      }
    }
  }

  private static void say(OutputStream out, ByteBuffer words) throws IOException {
    if (words.hasRemaining()) {
      byte[] bytes = new byte[words.remaining()];
      words.get(bytes);
      out.write(bytes);
      out.flush();
    }
  }
}
