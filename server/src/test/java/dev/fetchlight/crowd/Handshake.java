package dev.fetchlight.crowd;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The upgrade from HTTP (RFC 6455, 4), with the RFC's own sample key. */
final class Handshake {
  static final int SWITCHING = 101;

  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private Handshake() {}

  static byte[] request(String path, int port) {
    return """
    GET %s HTTP/1.1
    Host: 127.0.0.1:%s
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Version: 13
    Sec-WebSocket-Key: %s

    """
        .formatted(path, port, KEY)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The status of the answer, which is taken off the buffer; 0 until all of its head is there. */
  static int status(ByteBuffer bytes) throws ProtocolException {
    int end = endOfHead(bytes);
    if (end < 0) {
      return 0;
    }
    byte[] head = new byte[end - bytes.position()];
    bytes.get(head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int status = Integer.parseInt(text.substring(9, 12));
    if (status == SWITCHING && !text.contains(ACCEPT)) {
      throw new ProtocolException("an upgrade for another key");
    }
    if (text.toLowerCase(Locale.ROOT).contains("sec-websocket-extensions")) {
      throw new ProtocolException("an extension that nobody offered");
    }
    return status;
  }

  private static int endOfHead(ByteBuffer bytes) {
    for (int at = bytes.position(); at + END.length <= bytes.limit(); at++) {
      if (bytes.slice(at, END.length).equals(ByteBuffer.wrap(END))) {
        return at + END.length;
      }
    }
    return -1;
  }
}
