package dev.fetchlight.work;

import dev.fetchlight.engine.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How work is done.
 *
 * @param owner the name under which jobs are held; the same after a restart
 * @param workers runs at once; 0 claims nothing
 * @param minFreeSpace bytes on the scratch folder's disk below which nothing starts or goes on
 * @param scratchRoot partial files, a folder per job
 * @param lease how long a job stays held without a heartbeat
 * @param heartbeat how often progress is saved and the lease renewed
 * @param poll how often the book is asked for work though nothing was heard
 * @param retention how long finished media is kept; empty means for ever
 */
public record WorkSettings(
    String owner,
    int workers,
    Limits limits,
    long minFreeSpace,
    Path scratchRoot,
    Duration lease,
    Duration heartbeat,
    Duration poll,
    Optional<Duration> retention) {

  /** The settings with the lease of 30 s, the heartbeat of 2 s and the poll of 5 s. */
  public static WorkSettings usual(
      String owner,
      int workers,
      Limits limits,
      long minFreeSpace,
      Path scratchRoot,
      Optional<Duration> retention) {
    return new WorkSettings(
        owner,
        workers,
        limits,
        minFreeSpace,
        scratchRoot,
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        retention);
  }
}
