package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Pulse;
import dev.fetchlight.engine.ytdlp.output.Lines;
import dev.fetchlight.engine.ytdlp.process.Child;
import dev.fetchlight.engine.ytdlp.process.Heard;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.job.outcome.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Stays with a child from its start to its end, and leaves nothing of it. */
final class Attendance {
  private final Path scratch;
  private final Duration look;
  private final Pulse pulse;
  private final Consumer<String> complaints;

  /**
   * @param scratch where the child writes
   * @param look between two looks at that folder
   * @param pulse what goes over its line
   * @param complaints hears every line of its standard error
   */
  Attendance(Path scratch, Duration look, Pulse pulse, Consumer<String> complaints) {
    this.scratch = scratch;
    this.look = look;
    this.pulse = pulse;
    this.complaints = complaints;
  }

  /** Why the child had to be ended; empty where it ended by itself. */
  Optional<Failure> attend(Child child, Run run) throws IOException, InterruptedException {
    try (child) {
      Optional<Failure> stopped = follow(child, run);
      if (stopped.isEmpty()) {
        int _ = child.exit(); // not asked to end before it has
      }
      return stopped;
    } finally {
      child.overheard().forEach(complaints);
    }
  }

  private Optional<Failure> follow(Child child, Run run) throws InterruptedException {
    long lastLook = System.nanoTime();
    while (true) {
      Heard heard = child.next(look);
      long now = System.nanoTime();
      child.overheard().forEach(complaints);
      Optional<Failure> stop =
          switch (heard) {
            case Heard.Said(String line) -> run.heard(Lines.read(line), now);
            case Heard.Silence(), Heard.Ended() -> Optional.empty();
          };
      if (stop.isPresent() || heard instanceof Heard.Ended) {
        return stop;
      }
      if (now - lastLook >= look.toNanos()) {
        lastLook = now;
        run.listened(pulse.begun(), pulse.last(), now);
        stop = run.found(Nest.bytesIn(scratch), now).or(() -> run.waited(now));
        if (stop.isPresent()) {
          return stop;
        }
      }
    }
  }
}
