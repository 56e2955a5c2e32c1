package dev.fetchlight.job.outcome;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a job ended without media: a class for programs and one sentence for a person.
 *
 * @param lasting whether to try again would be in vain, though others of its class pass
 */
public record Failure(Code code, String sentence, boolean lasting) {
  private static final int LONGEST_SENTENCE = 1_000;

  public Failure {
    sentence = Legible.line(sentence, LONGEST_SENTENCE);
  }

  /** One that is like all of its class. */
  public Failure(Code code, String sentence) {
    this(code, sentence, false);
  }

  /** The same, known not to pass. */
  public Failure forGood() {
    return new Failure(code, sentence, true);
  }

  /** Whether the same may work a while later, without anybody changing anything. */
  public boolean passing() {
    return code.passing() && !lasting;
  }

  /** The classes of failure that clients may rely on. */
  public enum Code {
    UNSUPPORTED_URL,
    NOT_FOUND,
    UPCOMING,
    FORBIDDEN,
    LOGIN_REQUIRED,
    GEO_BLOCKED,
    RATE_LIMITED,
    ENGINE_OUTDATED,
    NETWORK,
    STALLED,
    BLOCKED_ADDRESS,
    TOO_LARGE,
    TOO_LONG,
    NO_SPACE,
    DISK_FAILED,
    TIMEOUT,
    INTERRUPTED,
    INTERNAL;

    /** Whether the same may work a while later, without anybody changing anything. */
    public boolean passing() {
      return switch (this) {
        case RATE_LIMITED,
            ENGINE_OUTDATED,
            NETWORK,
            STALLED,
            NO_SPACE,
            DISK_FAILED,
            TIMEOUT,
            INTERRUPTED ->
            true;
        case UNSUPPORTED_URL,
            NOT_FOUND,
            UPCOMING,
            FORBIDDEN,
            LOGIN_REQUIRED,
            GEO_BLOCKED,
            BLOCKED_ADDRESS,
            TOO_LARGE,
            TOO_LONG,
            INTERNAL ->
            false;
      };
    }

    /** The name clients see. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The code that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<Code> parse(String name) {
      return Stream.of(values()).filter(code -> code.wire().equals(name)).findFirst();
    }
  }
}
