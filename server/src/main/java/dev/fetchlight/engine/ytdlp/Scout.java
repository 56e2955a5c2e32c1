package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Gate;
import dev.fetchlight.egress.Pulse;
import dev.fetchlight.engine.Passes;
import dev.fetchlight.engine.ytdlp.order.CommandLine;
import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.engine.ytdlp.output.Handicap;
import dev.fetchlight.engine.ytdlp.output.Lines;
import dev.fetchlight.engine.ytdlp.output.Prognosis;
import dev.fetchlight.engine.ytdlp.process.Child;
import dev.fetchlight.engine.ytdlp.process.Heard;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at what links lead to and fetches none of it; one child a look, in a folder of its own. */
final class Scout {
  /** Lists within lists that are looked into for one link. */
  private static final int MOST_LISTS = 50;

  /** A page that shows a video more often is a list. */
  private static final int PLACES_OF_ONE = 20;

  private final Launcher launcher;
  private final Supplier<Gate> gates;
  private final Patience patience;
  private final Path root;
  private final Function<Link, Prognosis> prognoses;

  /**
   * @param root where the scratch folders of jobs are, too
   */
  Scout(
      Launcher launcher,
      Supplier<Gate> gates,
      Patience patience,
      Path root,
      Function<Link, Prognosis> prognoses) {
    this.launcher = launcher;
    this.gates = gates;
    this.patience = patience;
    this.root = root;
    this.prognoses = prognoses;
  }

  Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws IOException, InterruptedException {
    List<Preview.Item> items = new ArrayList<>();
    Glimpse glimpse = new Glimpse(mostItems, items::add);
    long end = System.nanoTime() + patience.preview().toNanos();
    // One more than wanted tells whether there are more.
    List<String> arguments = CommandLine.preview(link, list, mostItems + 1);
    Optional<Failure> failure =
        look(prognoses.apply(link), arguments, cookies, mostItems, end, glimpse);
    return glimpse.whole(link, items, failure);
  }

  Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws IOException, InterruptedException {
    Glimpse glimpse = new Glimpse(mostItems, items);
    long end = System.nanoTime() + Duration.ofDays(1).toNanos();
    List<String> arguments = CommandLine.expand(link, mostItems);
    Optional<Failure> failure =
        look(prognoses.apply(link), arguments, cookies, mostItems, end, glimpse);
    if (!glimpse.anything()) {
      return Optional.of(failure.orElse(Stops.EMPTY_LIST));
    }
    // One bad entry makes yt-dlp fail at the end; what may pass tells of the list itself.
    return failure.filter(Failure::passing);
  }

  /** Whether what looks like a list is one video in several places. */
  boolean single(Link link, @Nullable Cookies cookies) throws IOException, InterruptedException {
    List<Preview.Item> items = new ArrayList<>();
    Glimpse glimpse = new Glimpse(1, items::add);
    long end = System.nanoTime() + patience.preview().toNanos();
    Optional<Failure> failure =
        look(
            prognoses.apply(link),
            CommandLine.expand(link, PLACES_OF_ONE),
            cookies,
            1,
            end,
            glimpse);
    return failure.isEmpty() && items.size() == 1 && !glimpse.more();
  }

  private Optional<Failure> look(
      Prognosis prognosis,
      List<String> arguments,
      @Nullable Cookies cookies,
      int mostItems,
      long end,
      Glimpse glimpse)
      throws IOException, InterruptedException {
    Optional<Failure> failure = look(prognosis, arguments, cookies, end, glimpse);
    Optional<Link> within = glimpse.nextList();
    for (int count = 0; within.isPresent() && count < MOST_LISTS && !glimpse.more(); count++) {
      Optional<Failure> why =
          look(prognosis, CommandLine.expand(within.get(), mostItems + 1), cookies, end, glimpse);
      failure = failure.or(() -> why); // such as a tab with nothing in it
      within = glimpse.nextList();
    }
    return failure;
  }

  private Optional<Failure> look(
      Prognosis prognosis,
      List<String> arguments,
      @Nullable Cookies cookies,
      long end,
      Glimpse glimpse)
      throws IOException, InterruptedException {
    Path place = Files.createDirectories(root);
    Path folder = Files.createTempDirectory(place, Nest.LOOK).toRealPath();
    try (Gate gate = gates.get();
        Nest nest = Nest.in(folder, launcher.programs())) {
      gate.show(Passes.of(cookies));
      Map<String, String> environment = nest.environment(gate.environment());
      List<String> all = patience.shared(nest.showing(cookies, arguments));
      Pulse pulse = gate.pulse();
      Ending ending = listen(launcher.start(all, environment, folder), pulse, end, glimpse);
      if (ending.equals(Ending.LOST) && !glimpse.anything()) {
        ending = listen(launcher.startCold(all, environment, folder), pulse, end, glimpse);
      }
      return switch (ending) {
        case Ending.Enough() -> Optional.empty();
        case Ending.Why(Failure failure) -> Optional.of(Blame.of(failure, gate.snags()));
        case Ending.Complained(List<String> complaints) -> {
          Failure failure = Diagnosis.of(complaints, gate.refusals());
          List<Handicap> held =
              complaints.stream().map(Handicap::in).flatMap(Optional::stream).toList();
          Failure seen = prognosis.of(failure, held, Optional.empty());
          yield Optional.of(Blame.of(seen, gate.snags()));
        }
      };
    } finally {
      Nest.remove(folder);
    }
  }

  private Ending listen(Child child, Pulse pulse, long end, Glimpse glimpse)
      throws IOException, InterruptedException {
    try (child) {
      long start = System.nanoTime();
      long silent = 0;
      while (true) {
        long asked = System.nanoTime();
        Heard heard = child.next(patience.look());
        long now = System.nanoTime();
        // Time in which nobody listens, because the list's reader is busy, is no silence.
        boolean alive =
            pulse.begun() ? pulse.last() - asked >= 0 : now - start < Patience.LOADING.toNanos();
        silent = heard instanceof Heard.Silence && !alive ? silent + now - asked : 0;
        if (heard instanceof Heard.Said(String line) && !glimpse.take(Lines.read(line))) {
          return new Ending.Enough();
        }
        if (heard instanceof Heard.Ended) {
          break;
        }
        if (now > end || silent > patience.stall().toNanos()) {
          return new Ending.Why(Stops.UNANSWERED);
        }
      }
      int exit = child.exit();
      if (child.lost() || Child.killed(exit)) {
        return Ending.LOST;
      }
      if (exit == 0) {
        return new Ending.Enough();
      }
    }
    return new Ending.Complained(child.complaints());
  }

  /** How one child's telling ended. */
  private sealed interface Ending {
    Ending LOST = new Why(Stops.LOST);

    record Enough() implements Ending {}

    record Why(Failure failure) implements Ending {}

    record Complained(List<String> complaints) implements Ending {}
  }
}
