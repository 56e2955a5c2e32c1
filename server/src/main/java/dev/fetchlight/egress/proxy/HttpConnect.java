package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.http1.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CONNECT (RFC 9110, 9.3.6), whatever goes through then: a proxy that reads it learns nothing. */
final class HttpConnect implements Handshake {
  private static final int LONGEST_HEAD = 16 * 1024;

  private final Target to;
  private final Proxy.@Nullable Login login;
  private StringBuilder head = new StringBuilder();

  HttpConnect(Target to, Proxy.@Nullable Login login) {
    this.to = to;
    this.login = login;
  }

  @Override
  public ByteBuffer hello() {
    String shown = "";
    if (login != null) {
      byte[] both = (login.name() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
      shown = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(both) + "\r\n";
    }
    String words = "CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + shown + "\r\n";
    return ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int wanted() {
    return 1;
  }

  @Override
  public Turn hear(byte[] piece) {
    head.append((char) (piece[0] & 0xff));
    boolean whole = head.indexOf("\n\n", head.length() - 2) >= 0 || ends("\n\r\n");
    if (!whole) {
      return head.length() < LONGEST_HEAD && begins()
          ? Turn.MORE
          : new Turn.Failed(Snag.Why.NO_PROXY);
    }
    Optional<ResponseHead> answer = ResponseHead.parse(head.toString());
    if (answer.isEmpty()) {
      return new Turn.Failed(Snag.Why.NO_PROXY);
    }
    int status = answer.get().status();
    if (status < 200 && status != 101) {
      head = new StringBuilder();
      return Turn.MORE;
    }
    return switch (status / 100) {
      case 2 -> new Turn.Through();
      case 5 -> new Turn.Failed(Snag.Why.NO_SITE);
      default ->
          new Turn.Failed(status == 407 || status == 401 ? Snag.Why.LOGIN : Snag.Why.REFUSES);
    };
  }

  /** What does not begin like an answer never becomes one, however long it goes on. */
  private boolean begins() {
    return "HTTP/1.".startsWith(head.substring(0, Math.min(head.length(), 7)));
  }

  private boolean ends(String end) {
    return head.length() >= end.length()
        && head.substring(head.length() - end.length()).equals(end);
  }
}
