package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import dev.fetchlight.live.wire.Envelope;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The service as a peer in the benchmark of live frames: running jobs, of which {@code start N} on
 * standard input ticks N at a fixed rate until {@code stop}. It ends with its input.
 */
final class LiveHost {
  private static final int JOBS = 20;
  private static final int SIZE = 350;
  private static final int MOST_SOCKETS = 100_000;

  private final Service service;
  private final List<JobId> jobs = new ArrayList<>();
  private long version;
  private volatile int ticking;
  private volatile int times;

  private LiveHost(Path folder) throws Exception {
    service = new Service(folder, null, Set.of(), MOST_SOCKETS);
    for (int each = 0; each < JOBS; each++) {
      service.submit("http://example.com/" + each);
      Job job = service.claim();
      jobs.add(job.id());
      version = job.version().value();
    }
  }

  /** {@code RATE FOLDER}: ticks a second, and where the database is to be. */
  public static void main(String[] arguments) throws Exception {
    LiveHost host = new LiveHost(Path.of(arguments[1]));
    long period = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(arguments[0]);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    // Not at a fixed rate: a moment of standstill must not be made up for by a burst.
    var _ = clock.scheduleWithFixedDelay(host::tick, period, period, TimeUnit.NANOSECONDS);
    String ids = host.jobs.stream().map(JobId::toString).collect(Collectors.joining(" "));
    System.out.println("ready " + host.service.port() + " " + ids);
    System.out.flush();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      host.times = words.length > 2 ? Integer.parseInt(words[2]) : 1;
      host.ticking = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    }
    Runtime.getRuntime().halt(0);
  }

  private void tick() {
    List<JobId> ticked = jobs.subList(0, ticking);
    for (int each = 0; each < times; each++) {
      Version next = Version.unpack(++version);
      for (JobId job : ticked) {
        Envelope envelope = new Envelope(job, next, Status.PROCESSING, frame(job));
        service.bus.publish(Live.TICKS + job, envelope::pack);
      }
    }
  }

  /**
   * The message that all peers of the benchmark send; the real one has more than twice the size.
   */
  private ByteBuffer frame(JobId job) {
    // Plain: what it costs to make a frame counts as the server's.
    String begin =
        "{\"type\":\"status\",\"data\":{\"jobId\":\""
            + job
            + "\",\"version\":"
            + version
            + ",\"at\":"
            + System.nanoTime()
            + ",\"status\":\"processing\",\"stage\":\"downloading\",\"progress\":"
            + version % 1_000 / 10.0
            + ",\"title\":\"";
    String title = "x".repeat(SIZE - begin.length() - "\"}}".length());
    return ByteBuffer.wrap((begin + title + "\"}}").getBytes(StandardCharsets.US_ASCII));
  }
}
