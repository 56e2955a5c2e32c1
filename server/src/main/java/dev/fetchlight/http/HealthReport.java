package dev.fetchlight.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How the parts are, asked side by side, each with a time limit of its own. One that does not
 * answer in time is unknown, which is not down; after long silence it is. None is asked twice at
 * once.
 */
final class HealthReport {
  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final List<Asked> parts;

  /** How a part is. */
  private enum State {
    UP,
    DEGRADED,
    DOWN,
    UNKNOWN
  }

  private record Line(State state, String detail, @Nullable String advice) {}

  HealthReport(List<HealthPart> parts) {
    this.parts = parts.stream().map(Asked::new).toList();
  }

  /** Blocks for less than a second, whatever the parts do. */
  JsonObject ask() throws InterruptedException {
    long now = System.nanoTime();
    parts.forEach(part -> part.begin(now));
    JsonArray lines = new JsonArray();
    EnumSet<State> states = EnumSet.noneOf(State.class);
    for (Asked part : parts) {
      Line line = part.line(now + PATIENCE.toNanos());
      states.add(line.state);
      JsonObject told =
          new JsonObject()
              .put("name", part.part.name())
              .put("status", word(line.state))
              .put("detail", line.detail);
      if (line.advice != null) {
        told.put("advice", line.advice);
      }
      lines.add(told);
    }
    return new JsonObject().put("status", word(whole(states))).put("parts", lines);
  }

  private static State whole(Set<State> states) {
    if (states.contains(State.DOWN)) {
      return State.DOWN;
    }
    return states.contains(State.DEGRADED) ? State.DEGRADED : State.UP;
  }

  private static String word(State state) {
    return switch (state) {
      case UP -> "up";
      case DEGRADED -> "degraded";
      case DOWN -> "down";
      case UNKNOWN -> "unknown";
    };
  }

  /** A part, and the question that it was asked last. */
  private static final class Asked {
    private final HealthPart part;
    private @Nullable CompletableFuture<Line> answer;
    private long since;

    Asked(HealthPart part) {
      this.part = part;
    }

    synchronized void begin(long now) {
      if (answer != null && !answer.isDone()) {
        return;
      }
      CompletableFuture<Line> fresh = new CompletableFuture<>();
      answer = fresh;
      since = now;
      // No virtual thread: one that hangs in a call of the system keeps a carrier from all others.
      var _ =
          Thread.ofPlatform()
              .daemon()
              .name("health-" + part.name())
              .start(() -> fresh.complete(check()));
    }

    Line line(long end) throws InterruptedException {
      CompletableFuture<Line> asked;
      long begun;
      synchronized (this) {
        asked = Objects.requireNonNull(answer);
        begun = since;
      }
      try {
        return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        Duration silent = Duration.ofNanos(System.nanoTime() - begun);
        State state = silent.compareTo(SILENCE) > 0 ? State.DOWN : State.UNKNOWN;
        return new Line(
            state,
            silent.toSeconds() == 0
                ? "It has not answered yet."
                : "It has not answered for " + silent.toSeconds() + " s.",
            null);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    private Line check() {
      try {
        HealthPart.Line line = part.check().call();
        return new Line(
            line.advice() == null ? State.UP : State.DEGRADED, line.detail(), line.advice());
        // A part may be broken in any way; that is the answer, not a failure of the question.
      } catch (Throwable e) {
        return new Line(State.DOWN, String.valueOf(e.getMessage()), null);
      }
    }
  }
}
