package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.http1.HopByHop;
import dev.fetchlight.egress.http1.RequestHead;
import dev.fetchlight.egress.http1.RequestHead.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller with the right credentials wants of the proxy. */
sealed interface Errand {
  /** Bytes of any kind, to and fro. */
  record Tunnel(Target target) implements Errand {}

  /**
   * One plain HTTP request.
   *
   * @param head as the target shall read it, up to and with the blank line
   * @param body how many bytes follow; the longest there is where they tell their end themselves
   */
  record Forward(Target target, String head, long body) implements Errand {}

  /** Something that this proxy never does, and that is worth remembering. */
  record Forbidden(Refusal refusal) implements Errand {}

  /** No sense can be made of it. */
  record Nonsense(String sentence) implements Errand {}

  Pattern ABSOLUTE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*).*");
  Nonsense BAD_TARGET = new Nonsense("The request names no host and port that can be reached.");

  static Errand of(RequestHead request, @Nullable Pass pass) {
    if (request.method().equals("CONNECT")) {
      return Target.parse(request.target(), 0).<Errand>map(Tunnel::new).orElse(BAD_TARGET);
    }
    Matcher absolute = ABSOLUTE.matcher(request.target());
    if (!absolute.matches()) {
      return new Nonsense("This is a proxy: ask it for a whole http address.");
    }
    String scheme = absolute.group(1).toLowerCase(Locale.ROOT);
    Optional<Target> target = Target.parse(absolute.group(2), Target.defaultPort(scheme));
    if (target.isEmpty()) {
      return BAD_TARGET;
    }
    if (scheme.equals("https")) {
      return new Nonsense("An https address is reached by CONNECT alone.");
    }
    if (!scheme.equals("http")) {
      return new Forbidden(Refusal.scheme(target.get(), scheme));
    }
    return forward(request, target.get(), absolute.group(3), pass);
  }

  private static Errand forward(
      RequestHead request, Target target, String path, @Nullable Pass pass) {
    List<String> lengths = request.all("Content-Length").stream().distinct().toList();
    boolean chunked = !request.all("Transfer-Encoding").isEmpty();
    if (lengths.size() > 1 || !lengths.stream().allMatch(l -> l.matches("[0-9]{1,18}"))) {
      return new Nonsense("The length of the request is not clear.");
    }
    long body = lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst());
    StringBuilder head = new StringBuilder(512);
    String file = path.startsWith("/") ? path : "/" + path;
    head.append(request.method()).append(' ').append(file).append(' ').append(request.version());
    head.append("\r\nHost: ").append(target.hostHeader(80)).append("\r\n");
    HopByHop hop = new HopByHop(request.all("Connection"));
    for (Field field : request.fields()) {
      boolean again = field.is("Host") || (chunked && field.is("Content-Length"));
      if (!again && !hop.covers(field.name())) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    if (pass != null && pass.opens("http", target) && request.all("Authorization").isEmpty()) {
      head.append("Authorization: ").append(pass.authorization()).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    return new Forward(target, head.toString(), chunked ? Long.MAX_VALUE : body);
  }
}
