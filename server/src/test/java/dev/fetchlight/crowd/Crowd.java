package dev.fetchlight.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Many WebSocket clients on one thread. They are numbered from 0 in the order in which they joined.
 * May be used from any thread but its own.
 */
public final class Crowd implements AutoCloseable {
  /** What connects at once must fit into a server's queue of connections to be accepted. */
  private static final int CONNECTING_AT_ONCE = 100;

  private static final long PATIENCE_SECONDS = 60;

  private final Tally tally = new Tally();
  private final SequencedSet<Connection> toOpen = new LinkedHashSet<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final EventLoop loop;
  private long resetAt = System.nanoTime();
  private long resetCpu;

  private record Waiting(Predicate<Tally> condition, CompletableFuture<Boolean> met) {}

  private Crowd() {
    try {
      loop = new EventLoop(this::afterRound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A crowd of all who are in the plan, each of them open. */
  public static Crowd open(Plan plan) {
    Crowd crowd = new Crowd();
    crowd.loop.start();
    crowd.join(plan);
    return crowd;
  }

  /** Lets more come, and returns once each of them is open or has ended. */
  public void join(Plan plan) {
    int size =
        loop.call(() -> {
          for (int each = 0; each < plan.count(); each++) {
            Connection client = new Connection(tally.all().size(), plan, loop, tally);
            tally.all().add(client);
            toOpen.add(client);
          }
          return tally.clients();
        });
    await(size + " clients have come", seen -> toOpen.isEmpty() && seen.connecting() == 0);
  }

  /** Returns once it holds; looks whenever something was read, and on the crowd's thread. */
  public void await(String what, Predicate<Tally> condition) {
    CompletableFuture<Boolean> met = new CompletableFuture<>();
    loop.execute(() -> waiting.add(new Waiting(condition, met)));
    try {
      met.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new AssertionError("never so: " + what + "; " + report().json(), e);
      }
      throw e;
    }
  }

  /** What the crowd has seen, in whatever form it is asked for. */
  public <T> T read(Function<Tally, T> question) {
    return loop.call(() -> question.apply(tally));
  }

  /** How many are open now. */
  public int open() {
    return read(Tally::open);
  }

  /** See {@link Tally#newest}. */
  public long newest(int client) {
    return read(seen -> seen.newest(client));
  }

  /** See {@link Tally#ending}. */
  public int ending(int client) {
    return read(seen -> seen.ending(client));
  }

  /** Measures from now on. */
  public void reset() {
    loop.call(() -> {
      tally.reset();
      resetAt = System.nanoTime();
      resetCpu = loop.cpuNanos();
      return true;
    });
  }

  /** What was measured since the last reset. */
  public Report report() {
    return loop.call(
        () -> Report.of(tally, System.nanoTime() - resetAt, loop.cpuNanos() - resetCpu));
  }

  /** Each of them that is open sends the text. */
  public void say(IntPredicate which, String text) {
    each(
        which,
        client -> {
          if (client.isOpen()) {
            client.say(text);
          }
        });
  }

  /** From now on they read, or leave what comes to the kernel. */
  public void reading(IntPredicate which, boolean wanted) {
    each(which, client -> client.reading(wanted));
  }

  /** They say goodbye, and end when the server has answered. */
  public void leave(IntPredicate which) {
    each(which, Connection::leave);
  }

  /** Their connections end without a word. */
  public void cut(IntPredicate which) {
    each(which, Connection::cut);
  }

  /**
   * Their connections end without a word, and they connect again, without waiting for them to be
   * open. In between each is told to {@code forgotten}, on the crowd's thread.
   */
  public void renew(IntPredicate which, IntConsumer forgotten) {
    each(
        which,
        client -> {
          client.cut();
          forgotten.accept(client.number());
          toOpen.add(client);
        });
  }

  /** Those that have ended connect again, without waiting for them to be open. */
  public void reconnect(IntPredicate which) {
    each(which, toOpen::add);
  }

  private void each(IntPredicate which, Consumer<Connection> action) {
    loop.call(() -> {
      for (int client = 0; client < tally.clients(); client++) {
        if (which.test(client)) {
          action.accept(tally.all().get(client));
        }
      }
      return true;
    });
  }

  private void afterRound() {
    while (!toOpen.isEmpty() && tally.connecting() < CONNECTING_AT_ONCE) {
      toOpen.removeFirst().open();
    }
    if (!waiting.isEmpty()) {
      waiting.removeIf(each -> {
        Throwable failure = loop.failure();
        if (failure != null) {
          return each.met().completeExceptionally(failure);
        }
        return each.condition().test(tally) && each.met().complete(true);
      });
    }
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    loop.close();
  }
}
