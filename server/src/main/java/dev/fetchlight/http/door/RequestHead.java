package dev.fetchlight.http.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first lines of a request say of its body, read so strictly that no other reader could
 * take them differently (RFC 9112, 2 to 6). Characters are bytes, as ISO 8859-1.
 *
 * @param length of the body; 0 where it has none
 * @param chunked whether the body comes in chunks, and tells its end itself
 * @param socket whether a WebSocket is asked for, whose frames would follow
 */
record RequestHead(long length, boolean chunked, boolean socket) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern FIRST =
      Pattern.compile("(" + TOKEN + ") ([^\\x00-\\x20\\x7f]+) (HTTP/[0-9]\\.[0-9])");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+;=%-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");
  private static final Pattern ABSOLUTE =
      Pattern.compile("(https?)://([^/?#]*)([/?].*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads a head.
   *
   * @param lines without their ends, and without the blank one
   */
  static RequestHead parse(List<String> lines) {
    Matcher first = FIRST.matcher(lines.getFirst());
    if (!first.matches()) {
      throw Flaw.malformed("The first line must be a method, a path and HTTP/1.1.");
    }
    if (!first.group(3).startsWith("HTTP/1.") || first.group(3).charAt(7) > '1') {
      throw Flaw.version();
    }
    Fields fields = Fields.read(lines.subList(1, lines.size()));
    boolean modern = first.group(3).equals("HTTP/1.1");
    target(first.group(1), first.group(2), host(fields, modern));
    fields.atMostOnce("Origin");
    boolean chunked = chunked(fields, modern);
    long length = length(fields, chunked);
    boolean socket = fields.all("Upgrade").stream().anyMatch(RequestHead::namesWebSocket);
    if (socket && (chunked || length > 0)) {
      throw Flaw.malformed("A request for a WebSocket has no body.");
    }
    return new RequestHead(length, chunked, socket);
  }

  private static boolean namesWebSocket(String upgrade) {
    return upgrade.toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static String host(Fields fields, boolean modern) {
    List<String> hosts = fields.all("Host");
    if (hosts.size() > 1 || (modern && hosts.isEmpty())) {
      throw Flaw.malformed("There must be one Host, and one only.");
    }
    String host = hosts.isEmpty() ? "" : hosts.getFirst();
    if (!HOST.matcher(host).matches()) {
      throw Flaw.malformed("The Host must be a name or an address, and perhaps a port.");
    }
    return host;
  }

  private static void target(String method, String target, String host) {
    if (BAD_ESCAPE.matcher(target).find()) {
      throw Flaw.malformed("Each % in the first line must begin an escape such as %20.");
    }
    if (target.startsWith("/") || (target.equals("*") && method.equals("OPTIONS"))) {
      return;
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    if (!absolute.matches()) {
      throw Flaw.malformed("The first line must name a path that begins with \"/\".");
    }
    String port = absolute.group(1).equalsIgnoreCase("http") ? ":80" : ":443";
    if (absolute.group(2).isEmpty() || !place(absolute.group(2), port).equals(place(host, port))) {
      throw Flaw.malformed("The first line names another host than Host does.");
    }
  }

  /** A host with its port, in one spelling. */
  private static String place(String host, String port) {
    String lower = host.toLowerCase(Locale.ROOT);
    String named = lower.endsWith(":") ? lower.substring(0, lower.length() - 1) : lower;
    return named.lastIndexOf(':') > named.lastIndexOf(']') ? named : named + port;
  }

  private static boolean chunked(Fields fields, boolean modern) {
    List<String> codings = fields.all("Transfer-Encoding");
    if (codings.isEmpty()) {
      return false;
    }
    if (!modern || codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
      throw Flaw.malformed("The only Transfer-Encoding that is taken is \"chunked\".");
    }
    return true;
  }

  private static long length(Fields fields, boolean chunked) {
    List<String> lengths = fields.all("Content-Length");
    if (lengths.isEmpty()) {
      return 0;
    }
    if (chunked) {
      throw Flaw.malformed("Send either a Content-Length or a Transfer-Encoding, not both.");
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
      throw Flaw.malformed("The Content-Length must be one whole number.");
    }
    return Long.parseLong(lengths.getFirst());
  }

  /** Header fields in their order; also those that follow a chunked body. */
  record Fields(List<String> names, List<String> values) {
    private static final Pattern FIELD =
        Pattern.compile("(" + TOKEN + "):[ \\t]*+([^\\x00-\\x08\\x0a-\\x1f\\x7f]*+)");

    static Fields read(List<String> lines) {
      List<String> names = new ArrayList<>(lines.size());
      List<String> values = new ArrayList<>(lines.size());
      for (String line : lines) {
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
          throw Flaw.malformed("A header must be a name, a colon and a value in one line.");
        }
        names.add(field.group(1));
        values.add(field.group(2).stripTrailing());
      }
      return new Fields(names, values);
    }

    List<String> all(String name) {
      List<String> found = new ArrayList<>(1);
      for (int at = 0; at < names.size(); at++) {
        if (names.get(at).equalsIgnoreCase(name)) {
          found.add(values.get(at));
        }
      }
      return found;
    }

    void atMostOnce(String name) {
      if (all(name).size() > 1) {
        throw Flaw.malformed("There may be one " + name + " only.");
      }
    }
  }
}
