package dev.fetchlight.work;

import dev.fetchlight.engine.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How work is done.
 *
 * @param owner the name under which jobs are held; the same after a restart
 * @param workers runs at once; 0 claims nothing
 * @param perSite of them of one site; 0 for no limit
 * @param tries of a job in all before a failure that could pass is its end
 * @param maxItems entries of one list
 * @param maxSpeed bytes a second for all together, where there is a limit
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
    int perSite,
    int tries,
    int maxItems,
    OptionalLong maxSpeed,
    Limits limits,
    long minFreeSpace,
    Path scratchRoot,
    Duration lease,
    Duration heartbeat,
    Duration poll,
    Optional<Duration> retention) {

  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration HEARTBEAT = Duration.ofSeconds(2);
  static final Duration POLL = Duration.ofSeconds(5);

  /** With the usual lease, heartbeat and poll. */
  public WorkSettings(
      String owner,
      int workers,
      int perSite,
      int tries,
      int maxItems,
      OptionalLong maxSpeed,
      Limits limits,
      long minFreeSpace,
      Path scratchRoot,
      Optional<Duration> retention) {
    this(
        owner,
        workers,
        perSite,
        tries,
        maxItems,
        maxSpeed,
        limits,
        minFreeSpace,
        scratchRoot,
        LEASE,
        HEARTBEAT,
        POLL,
        retention);
  }
}
