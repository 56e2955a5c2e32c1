package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A client that takes compressed messages as browsers do: with one inflater, whose window it keeps
 * from one message to the next. Reads only when it is told to.
 */
final class InflatingPeer implements AutoCloseable {
  private static final int TEXT = 0x81;
  private static final int DEFLATED_TEXT = 0xc1;
  private static final int PING = 0x89;

  private final Inflater inflater = new Inflater(true);
  private final RawPeer peer;
  private final DataInputStream in;
  private int length;

  InflatingPeer(Service service, String path) throws IOException {
    this(service, path, "permessage-deflate; client_max_window_bits");
  }

  InflatingPeer(Service service, String path, String offer) throws IOException {
    peer = new RawPeer(service, path, "Sec-WebSocket-Extensions: " + offer);
    in = new DataInputStream(new BufferedInputStream(peer.input()));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (head.indexOf("permessage-deflate") < 0) {
      throw new AssertionError("no compression: " + head);
    }
  }

  void say(String text) throws IOException {
    peer.say(text);
  }

  /** Whether a message waits to be read, or the beginning of one. */
  boolean hears() throws IOException {
    while (in.available() > 0) {
      in.mark(1);
      if (in.readUnsignedByte() != PING) {
        in.reset();
        return true;
      }
      in.skipNBytes(1);
    }
    return false;
  }

  /** The next message. */
  String next() throws IOException, DataFormatException {
    while (true) {
      int kind = in.readUnsignedByte();
      length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] payload = in.readNBytes(length);
      switch (kind) {
        case TEXT -> {
          return new String(payload, StandardCharsets.UTF_8);
        }
        case DEFLATED_TEXT -> {
          return inflated(payload);
        }
        case PING -> {}
        default -> throw new AssertionError("a frame of kind " + kind);
      }
    }
  }

  /** Loses the window. */
  void forget() {
    inflater.reset();
  }

  /** How long the last message was on the wire, without its header. */
  int length() {
    return length;
  }

  private String inflated(byte[] payload) throws DataFormatException {
    byte[] whole = Arrays.copyOf(payload, payload.length + 4);
    whole[payload.length + 2] = whole[payload.length + 3] = (byte) 0xff;
    inflater.setInput(whole);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] some = new byte[8_192];
    for (int size = inflater.inflate(some); size > 0; size = inflater.inflate(some)) {
      text.write(some, 0, size);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    peer.close();
  }
}
