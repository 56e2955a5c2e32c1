package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Python that has loaded yt-dlp and forks a child from itself for each job. It lives in a private
 * folder in the system's temporary one, since a socket's path must be short, and reaches nothing.
 */
final class WarmParent implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(WarmParent.class.getName());
  private static final String PROGRAM = "warm_parent.py";
  private static final Duration LOADING = Duration.ofMinutes(1);
  private static final Duration FORKING = Duration.ofMinutes(1);

  /** A port that nobody listens on: loading asks no site, and if it did, it would be refused. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Programs programs;
  private final Path folder;
  private final Nest nest;
  private final Executed python;
  private final Child child;
  private final UnixDomainSocketAddress door;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private volatile boolean retired;
  private volatile String trouble = "yt-dlp does not load";

  private WarmParent(Keeper keeper, Path folder, Duration grace, Duration idle) throws IOException {
    programs = keeper.programs();
    this.folder = folder;
    Path program = folder.resolve(PROGRAM);
    Nest.keep(program, new String(Keeper.warm(), StandardCharsets.UTF_8));
    nest = Nest.in(folder, programs);
    door = UnixDomainSocketAddress.of(folder.resolve("door"));
    List<String> command = new ArrayList<>(programs.python());
    command.add(program.toString());
    command.add(keeper.terms());
    command.add(programs.file().toString());
    command.add(door.getPath().toString());
    command.add(Double.toString(idle.toMillis() / 1000.0));
    python = Executed.start(command, environment(), folder, programs.setsid());
    child = new Child(python, folder, grace);
  }

  /**
   * Starts one, which takes a second or more to get ready.
   *
   * @param grace how long it may take to end when it is asked to
   * @param idle how long it stays without a job
   */
  static WarmParent start(Keeper keeper, Duration grace, Duration idle) throws IOException {
    Path folder = Files.createTempDirectory("fetchlight-yt-dlp-").toRealPath();
    try {
      WarmParent parent = new WarmParent(keeper, folder, grace, idle);
      Thread.ofVirtual().name("warm-parent").start(parent::watch);
      return parent;
    } catch (IOException e) {
      Nest.remove(folder);
      throw e;
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment =
        new HashMap<>(
            nest.environment(
                Map.of("http_proxy", NOWHERE, "https_proxy", NOWHERE, "ftp_proxy", NOWHERE)));
    environment.put("YTDLP_NO_LAZY_EXTRACTORS", "1");
    return environment;
  }

  /** Whether it was made of these very programs. */
  boolean isOf(Programs others) {
    return programs.equals(others);
  }

  /** Completes once it can fork, or with false where it will not. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  /** Completes with its exit status. */
  CompletableFuture<OptionalInt> end() {
    return python.end();
  }

  /** Whether it was ready once. */
  boolean worked() {
    return ready.getNow(false);
  }

  /** Forks a child, once it is ready; empty where it can't. */
  Optional<Forked> fork(List<String> arguments, Map<String, String> environment, Path job)
      throws InterruptedException {
    if (!awaitReady() || over()) {
      return Optional.empty();
    }
    try {
      // On a thread of its own, since an interrupt would close the connections half way.
      return CompletableFuture.supplyAsync(
              () -> ask(arguments, environment, job), Thread::startVirtualThread)
          .orTimeout(FORKING.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      LOGGER.log(Level.WARNING, "the warm parent did not fork", e.getCause());
      if (e.getCause() instanceof TimeoutException && !end().isDone()) {
        python.signal(Signal.KILL); // what comes of this order must not come after all
      } else {
        retire();
      }
      return Optional.empty();
    }
  }

  private boolean awaitReady() throws InterruptedException {
    try {
      return ready.get();
    } catch (ExecutionException e) {
      throw new AssertionError("it is never not known", e);
    }
  }

  private synchronized Optional<Forked> ask(
      List<String> arguments, Map<String, String> environment, Path job) {
    try {
      return Forked.ask(door, arguments, environment, job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a job would be started now, for the health report. */
  String manner() {
    if (!ready.isDone()) {
      return "warm: loads";
    }
    if (!worked()) {
      return "cold: " + trouble;
    }
    if (!over()) {
      return "warm";
    }
    int status = end().getNow(OptionalInt.empty()).orElse(0);
    return Launcher.AT_THE_NEXT + (status == 0 ? "" : ", the last one died of " + status);
  }

  /** Sends no more jobs; it ends when those that run have ended. */
  void retire() {
    retired = true;
    try {
      python.closeInput();
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the warm parent had ended", e);
    }
  }

  /** Whether another one may take its place. */
  boolean over() {
    return retired || end().isDone();
  }

  private void watch() {
    try {
      if (child.next(LOADING).equals(new Heard.Said("ready"))) {
        ready.complete(true);
        int _ = child.exit();
      } else {
        close();
        List<String> complaints = child.complaints();
        if (!complaints.isEmpty()) {
          trouble = complaints.getLast();
        }
        LOGGER.log(Level.WARNING, "yt-dlp is started cold: " + String.join("\n", complaints));
      }
      close();
    } catch (InterruptedException | IOException e) {
      LOGGER.log(Level.ERROR, "the warm parent was not watched to its end", e);
    } finally {
      ready.complete(false); // whoever waits for it goes on without
    }
  }

  /** Ends it and, where the system can, its children. */
  @Override
  public synchronized void close() throws IOException {
    child.close();
    Nest.remove(folder);
  }
}
