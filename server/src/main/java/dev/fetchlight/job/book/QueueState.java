package dev.fetchlight.job.book;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds the queue of one node up.
 *
 * @param waitingForSpace whether nothing starts until there is room on the disk
 * @param crowded whether the disk can take no more files, however many bytes are free on it
 * @param freeSpace bytes, as of the last look, on the fullest of the disks that downloads need
 * @param minFreeSpace bytes below which nothing starts
 * @param rests of sites that nothing is asked of for a while
 * @param workers downloads at once
 * @param maxSpeed bytes a second for all downloads together
 */
public record QueueState(
    boolean waitingForSpace,
    boolean crowded,
    long freeSpace,
    long minFreeSpace,
    List<Rest> rests,
    int workers,
    @Nullable Long maxSpeed) {

  /** Bytes below which nothing is taken in, since there might be no room to write it down. */
  public static final long FULL = 1_024 * 1_024;

  /** Whether there is no room for anything more. */
  public boolean full() {
    return freeSpace < FULL;
  }

  /**
   * A site is left alone until then; the sentence says why.
   *
   * @param login by those who show it cookies or a login; else by those who show none
   */
  public record Rest(String site, boolean login, Instant until, String sentence) {}

  public QueueState {
    rests = List.copyOf(rests);
  }

  /** Whether the same holds it up. */
  public boolean sameAs(QueueState other) {
    return waitingForSpace == other.waitingForSpace
        && crowded == other.crowded
        && rests.equals(other.rests);
  }
}
