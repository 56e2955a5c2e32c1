package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.ytdlp.program.Equipment;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.Toolbox;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts yt-dlp: forked from a warm parent, or cold where there can't be one. The first start makes
 * the parent and waits for it, which takes about as long as a cold yt-dlp takes to load.
 */
public final class Launcher implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Launcher.class.getName());

  private static final String KEEPS_COOKIES = "2023.07.06";
  static final String AT_THE_NEXT = "warm: loads with the next download";

  private final Toolbox toolbox;
  private final Duration grace;
  private final Duration idle;
  private final Bounds bounds;
  private final Walls walls = new Walls();
  private @Nullable Keeper keeper;
  private @Nullable WarmParent parent;
  private String withoutParent = AT_THE_NEXT;
  private long born;
  private boolean closed;

  /**
   * @param programs finds the programs; asked again when they have changed
   * @param grace how long a child may take to end when it is asked to
   * @param idle how long a warm parent stays without a job; zero for no warm parent at all
   */
  public Launcher(Supplier<Programs> programs, Duration grace, Duration idle, Bounds bounds) {
    this.toolbox = new Toolbox(programs);
    this.grace = grace;
    this.idle = idle;
    this.bounds = bounds;
  }

  /** One whose children keep within the usual bounds. */
  public Launcher(Supplier<Programs> programs, Duration grace, Duration idle) {
    this(programs, grace, idle, Bounds.USUAL);
  }

  /**
   * The programs as they are now.
   *
   * @throws ProgramMissingException where one is not there
   */
  public Programs programs() {
    return toolbox.programs();
  }

  /** What starts from now on is looked for anew; what runs goes on with what it began with. */
  public void lookAgain() {
    toolbox.forget();
  }

  /** What yt-dlp says of its version, waited for; empty where it says none or is missing. */
  public Optional<String> version() {
    try {
      return toolbox.versionOf(toolbox.programs());
    } catch (ProgramMissingException e) {
      return Optional.empty();
    }
  }

  /** One line for the health report. */
  public Readiness readiness() {
    return toolbox.readiness(this::manner);
  }

  /** One line for the health report on what runs the JavaScript of sites. */
  public Readiness runtime() {
    return toolbox.runtime();
  }

  /** One line for the health report on looking like a browser. */
  public String impersonation() {
    return toolbox.impersonation();
  }

  /** One line for the health report on modules, plugins and PO tokens. */
  public String additions() {
    return toolbox.additions();
  }

  /**
   * What is known of yt-dlp by then.
   *
   * @throws ProgramMissingException where a program is not there
   */
  public Equipment equipment(Duration patience) {
    return toolbox.equipment(patience);
  }

  /** One line for the health report on what children are kept from by the kernel. */
  public String wall() {
    return walls.line(() -> keeper(toolbox.programs()));
  }

  /**
   * Whether cookies reach only hosts that they are for. A program that is no Python one must see to
   * it itself, as it does since that version.
   */
  public boolean keepsCookies() {
    Programs programs = toolbox.programs();
    return !programs.python().isEmpty()
        || toolbox
            .versionOf(programs)
            .filter(since -> since.compareTo(KEEPS_COOKIES) >= 0)
            .isPresent();
  }

  /**
   * Starts yt-dlp.
   *
   * @param arguments all of them, without the program
   * @param environment all of it
   * @param folder where it works, and no other process
   */
  public Child start(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    Programs programs = toolbox.programs();
    Optional<WarmParent> warm = warmParent(programs);
    Optional<Forked> forked =
        warm.isPresent()
            ? warm.get().fork(all(programs, arguments), environment, folder)
            : Optional.empty();
    return forked.isPresent()
        ? new Child(forked.get(), folder, grace)
        : startCold(arguments, environment, folder);
  }

  /** Starts yt-dlp as if there were no warm parent. */
  public Child startCold(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException {
    Programs programs = toolbox.programs();
    Keeper guard = keeper(programs);
    boolean kept = !guard.python().isEmpty();
    List<String> all = all(programs, arguments);
    List<String> command = kept ? guard.command(all) : programs.cold(all);
    Executed executed = Executed.start(command, environment, folder, programs.setsid());
    executed.feed(kept ? Keeper.cold() : new byte[0]);
    return new Child(executed, folder, grace);
  }

  /** Whether ffprobe works at all, by its own word. */
  boolean ffprobeRuns() {
    return toolbox.ffprobeRuns();
  }

  private List<String> all(Programs programs, List<String> arguments) {
    List<String> all = new ArrayList<>(toolbox.options(programs));
    all.addAll(arguments);
    return all;
  }

  /** Starts ffprobe, which reaches nothing but the system and that folder. */
  Executed startFfprobe(List<String> arguments, Path folder) throws IOException {
    return startWalled(toolbox.programs().ffprobe(), arguments, folder);
  }

  /** Starts ffmpeg, which reaches nothing but the system and that folder. */
  Executed startFfmpeg(List<String> arguments, Path folder) throws IOException {
    return startWalled(toolbox.programs().ffmpeg(), arguments, folder);
  }

  private Executed startWalled(Path program, List<String> arguments, Path folder)
      throws IOException {
    Programs programs = toolbox.programs();
    Keeper guard = keeper(programs);
    boolean kept = !guard.python().isEmpty();
    List<String> command = new ArrayList<>(kept ? guard.toExecute() : List.of());
    command.add(program.toString());
    command.addAll(arguments);
    Executed executed =
        Executed.start(command, Map.of("LC_ALL", "C.UTF-8"), folder, programs.setsid());
    executed.feed(kept ? Keeper.executing() : new byte[0]);
    return executed;
  }

  /** Gets a parent ready; completes with whether there is one. */
  public CompletableFuture<Boolean> warmUp() {
    return warmParent(toolbox.programs())
        .map(WarmParent::ready)
        .orElse(CompletableFuture.completedFuture(false));
  }

  private synchronized Optional<WarmParent> warmParent(Programs programs) {
    if (closed || idle.isZero() || programs.python().isEmpty()) {
      return Optional.empty();
    }
    if (parent == null || !parent.isOf(programs) || mayBeReplaced(parent)) {
      if (parent != null) {
        parent.retire();
      }
      parent = null;
      withoutParent = AT_THE_NEXT;
      try {
        parent = WarmParent.start(keeper(programs), grace, idle);
        born = System.nanoTime();
      } catch (IOException e) {
        LOGGER.log(Level.WARNING, "yt-dlp is started cold", e);
        withoutParent = "cold: no warm parent can be made";
      }
    }
    return Optional.ofNullable(parent);
  }

  private synchronized Keeper keeper(Programs programs) {
    Keeper known = keeper;
    if (known == null || !known.programs().equals(programs)) {
      known = Keeper.of(programs, bounds);
      keeper = known;
    }
    return known;
  }

  /** One that never got ready is not tried again at once: the next would not either. */
  private boolean mayBeReplaced(WarmParent old) {
    return old.over() && (old.worked() || System.nanoTime() - born > idle.toNanos());
  }

  private synchronized String manner(Programs programs) {
    if (programs.python().isEmpty()) {
      return "cold: not a Python program";
    }
    if (idle.isZero()) {
      return "cold: switched off";
    }
    return parent == null || !parent.isOf(programs) ? withoutParent : parent.manner();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    toolbox.close();
    if (parent != null) {
      parent.close();
    }
  }
}
