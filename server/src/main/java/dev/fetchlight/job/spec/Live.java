package dev.fetchlight.job.spec;

import java.util.Optional;
import java.util.stream.Stream;

/** What is done with a broadcast that is still running; means nothing for all else. */
public enum Live {
  /** It is recorded from now on. */
  NOW("now"),

  /** It is recorded from the first moment that its site still has. */
  FROM_START("fromStart"),

  /** Its recording is fetched once it has ended. */
  WAIT("wait");

  private final String wire;

  Live(String wire) {
    this.wire = wire;
  }

  /** The name clients use. */
  public String wire() {
    return wire;
  }

  /** The one that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Live> parse(String name) {
    return Stream.of(values()).filter(each -> each.wire.equals(name)).findFirst();
  }
}
