package dev.fetchlight.crowd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A field of JSON text with a whole number in it, found without parsing or allocating. */
final class Field {
  private final byte[] key;

  Field(String name) {
    key = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The number, or -1 where there is none. */
  long find(ByteBuffer bytes, int from, int to) {
    for (int at = from; at + key.length < to; at++) {
      if (bytes.get(at) == '"' && matches(bytes, at)) {
        return number(bytes, at + key.length, to);
      }
    }
    return -1;
  }

  private boolean matches(ByteBuffer bytes, int start) {
    for (int at = 1; at < key.length; at++) {
      if (bytes.get(start + at) != key[at]) {
        return false;
      }
    }
    return true;
  }

  private static long number(ByteBuffer bytes, int start, int to) {
    int at = bytes.get(start) == ' ' ? start + 1 : start;
    long value = -1;
    for (; at < to && bytes.get(at) >= '0' && bytes.get(at) <= '9'; at++) {
      value = Math.max(value, 0) * 10 + bytes.get(at) - '0';
    }
    return value;
  }
}
