package dev.fetchlight.http.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions that need no memory: a cookie's value is its end (8 bytes, Unix seconds) and an
 * HMAC-SHA256 of that under a key made from the access token, in base64url. Another token ends all.
 */
final class Sessions {
  static final Duration LIFE = Duration.ofDays(30);

  private final SecretKeySpec key;
  private final InstantSource clock;

  Sessions(String token, InstantSource clock) {
    this.key = new SecretKeySpec(sha256("fetchlight session\0" + token), "HmacSHA256");
    this.clock = clock;
  }

  String issue() {
    byte[] end =
        ByteBuffer.allocate(8).putLong(clock.instant().plus(LIFE).getEpochSecond()).array();
    byte[] seal = seal(end);
    byte[] value = ByteBuffer.allocate(end.length + seal.length).put(end).put(seal).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** What a cookie is worth. */
  sealed interface Judgement {
    record Valid(Instant end) implements Judgement {}

    /** Ours, but its time is over. */
    record Over() implements Judgement {}

    /** Not ours, or of another token. */
    record Forged() implements Judgement {}
  }

  Judgement judge(String cookie) {
    byte[] value;
    try {
      value = Base64.getUrlDecoder().decode(cookie);
    } catch (IllegalArgumentException e) {
      return new Judgement.Forged();
    }
    if (value.length != 8 + 32) {
      return new Judgement.Forged();
    }
    byte[] end = Arrays.copyOf(value, 8);
    byte[] seal = Arrays.copyOfRange(value, 8, value.length);
    if (!MessageDigest.isEqual(seal, seal(end))) {
      return new Judgement.Forged();
    }
    Instant at = Instant.ofEpochSecond(ByteBuffer.wrap(end).getLong());
    return clock.instant().isBefore(at) ? new Judgement.Valid(at) : new Judgement.Over();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private byte[] seal(byte[] end) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(end);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
