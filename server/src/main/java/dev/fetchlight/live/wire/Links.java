package dev.fetchlight.live.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the links in the JSON of downloads absolute, for pages of other origins. Finds them by
 * their names, which no text within JSON can look like, since its quotes are escaped.
 */
public final class Links {
  private static final List<byte[]> BEGINNINGS =
      List.of(
          ascii("\"downloadUrl\":\"/api/"),
          ascii("\"thumbnail\":\"/api/"),
          ascii("\"url\":\"/api/"));
  private static final int PATH = "/api/".length();

  private Links() {}

  /** The same JSON with links that begin with {@code prefix}; as it is where that is empty. */
  public static byte[] absolute(byte[] json, String prefix) {
    if (prefix.isEmpty()) {
      return json;
    }
    byte[] before = prefix.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 4 * before.length);
    int written = 0;
    for (int at = 0; at < json.length; at++) {
      if (json[at] == '"') {
        int path = pathAt(json, at);
        if (path > 0) {
          out.write(json, written, path - written);
          out.writeBytes(before);
          written = path;
          at = path;
        }
      }
    }
    out.write(json, written, json.length - written);
    return out.toByteArray();
  }

  static ByteBuffer absolute(ByteBuffer json, String prefix) {
    if (prefix.isEmpty()) {
      return json;
    }
    byte[] bytes = new byte[json.remaining()];
    json.get(bytes);
    return ByteBuffer.wrap(absolute(bytes, prefix));
  }

  /** Where the path begins of a link whose name begins at {@code at}; 0 where none does. */
  private static int pathAt(byte[] json, int at) {
    for (byte[] beginning : BEGINNINGS) {
      int end = at + beginning.length;
      if (end <= json.length && Arrays.equals(json, at, end, beginning, 0, beginning.length)) {
        return end - PATH;
      }
    }
    return 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
