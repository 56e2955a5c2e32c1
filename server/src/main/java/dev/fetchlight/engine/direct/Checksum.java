package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A digest that a site gives of a whole file, in any of the fields there are for it.
 *
 * @param value in base 64
 */
record Checksum(String algorithm, String value) {
  private static final String BASE64 = "([A-Za-z0-9+/]{22,}={0,2})";
  private static final Pattern SHA256 =
      Pattern.compile("(?i)(?:^|[,\\s])sha-256=:?" + BASE64 + "(?::|[,;\\s]|$)");
  private static final Pattern MD5 =
      Pattern.compile("(?i)(?:^|[,\\s])md5=:?" + BASE64 + "(?::|[,;\\s]|$)");
  private static final int BLOCK = 256 * 1024;

  /**
   * The best of those that an answer gives.
   *
   * @param exchange the answer to a request for the whole file
   * @param total the size of the file, which an answer may cover only in part
   */
  static Optional<Checksum> of(Exchange exchange, OptionalLong total) {
    String stored = exchange.field("x-goog-stored-content-encoding").orElse("identity");
    String digests =
        Stream.of("Repr-Digest", "Digest", stored.equals("identity") ? "x-goog-hash" : "")
            .flatMap(name -> exchange.fields(name).stream())
            .reduce("", (a, b) -> a + "," + b);
    return read("SHA-256", SHA256.matcher(digests))
        .or(() -> read("MD5", MD5.matcher(digests)))
        .or(() ->
            exchange
                .field("Content-MD5")
                .filter(value -> exchange.length().equals(total))
                .flatMap(value -> read("MD5", MD5.matcher("md5=" + value.strip()))));
  }

  /** As {@link #toString} writes it. */
  static Optional<Checksum> parse(String text) {
    return read("SHA-256", SHA256.matcher(text)).or(() -> read("MD5", MD5.matcher(text)));
  }

  /** Whether no file can have both. */
  boolean contradicts(Checksum other) {
    return algorithm.equals(other.algorithm) && !value.equals(other.value);
  }

  @Override
  public String toString() {
    return algorithm + "=" + value;
  }

  /** Whether a file has it. */
  boolean fits(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = digest(algorithm);
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      while (channel.read(block.clear()) >= 0) {
        digest.update(block.flip());
      }
      return Base64.getEncoder().encodeToString(digest.digest()).equals(value);
    }
  }

  private static Optional<Checksum> read(String algorithm, Matcher matcher) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      byte[] value = Base64.getDecoder().decode(matcher.group(1));
      return value.length == digest(algorithm).getDigestLength()
          ? Optional.of(new Checksum(algorithm, Base64.getEncoder().encodeToString(value)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
