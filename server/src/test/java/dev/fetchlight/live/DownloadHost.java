package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.VideoInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The service with downloads that go by a script, one for each rate of ticks: they begin with a
 * line on standard input, all last as long, and end completed. It ends with its input.
 */
final class DownloadHost {
  private static final long SIZE = 734_003_200;

  private final Service service;
  private final int seconds;

  private DownloadHost(Path folder, int seconds) throws Exception {
    this.service = new Service(folder);
    this.seconds = seconds;
  }

  /** {@code FOLDER SECONDS RATE…}. */
  public static void main(String[] arguments) throws Exception {
    DownloadHost host = new DownloadHost(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    List<Runnable> scripts = new ArrayList<>();
    StringBuilder ready = new StringBuilder("ready " + host.service.port());
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    for (String rate : List.of(arguments).subList(2, arguments.length)) {
      Job job = host.begun("https://video.example.com/watch?v=dQw4w9WgXcQ&rate=" + rate);
      scripts.add(() -> host.play(job, Integer.parseInt(rate), clock));
      ready.append(' ').append(job.id());
    }
    System.out.println(ready);
    System.out.flush();
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      scripts.forEach(Runnable::run);
      scripts.clear();
    }
    Runtime.getRuntime().halt(0);
  }

  private Job begun(String url) throws Exception {
    service.submit(url);
    Job described =
        service.advance(
            service.claim(),
            new Change.Described(
                new VideoInfo(
                    "dQw4w9WgXcQ",
                    "A title of the usual length, in which a few words say what it is",
                    "Somebody who uploads",
                    61.0,
                    true,
                    "Example",
                    "https://video.example.com/watch?v=dQw4w9WgXcQ",
                    1_080,
                    1_920)));
    return service.advance(described, new Change.Reached(Stage.DOWNLOADING));
  }

  private void play(Job begun, int rate, ScheduledExecutorService clock) {
    List<Job> newest = new ArrayList<>(List.of(begun));
    for (int each = 1; each <= rate * seconds; each++) {
      double done = (double) each / (rate * seconds);
      var _ =
          clock.schedule(
              () -> newest.add(service.desk.tick(newest.removeLast(), progress(done))),
              TimeUnit.SECONDS.toNanos(each) / rate,
              TimeUnit.NANOSECONDS);
    }
    var _ =
        clock.schedule(
            () -> service.complete(newest.getLast(), "A title.mp4", "content"),
            seconds * 1_000L + 100,
            TimeUnit.MILLISECONDS);
  }

  /** Speed and bytes move as they do over a real line. */
  private Progress progress(double done) {
    long bytes = (long) (SIZE * done);
    double speed = (double) SIZE / seconds * (1 + Math.sin(done * 40) / 5);
    return new Progress(done * 98, bytes, SIZE, speed, (long) ((SIZE - bytes) / speed));
  }
}
