package dev.fetchlight.live;

import dev.fetchlight.live.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes out in one write: the newest states of some jobs in the form of one wire. Lies in
 * memory that the kernel reads from, made once for all who get it; each loop uses its own again and
 * again.
 */
final class Batch {
  private static final int USUAL_BYTES = 64 * 1_024;

  private final ByteBuf bytes = Unpooled.directBuffer(USUAL_BYTES);
  private final List<WatchedJob> jobs = new ArrayList<>();
  private int[] ends = new int[16];

  void clear() {
    bytes.clear();
    jobs.clear();
  }

  /** Adds the newest state of a job, or that it is no more. */
  void add(WatchedJob job, Wire wire) {
    job.write(wire, bytes);
    end(job);
  }

  /** As {@link #add}, but compressed against what the batch follows, and what it has already. */
  void follow(WatchedJob job, Wire wire) {
    job.follow(wire, bytes);
    end(job);
  }

  private void end(WatchedJob job) {
    if (jobs.size() == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[jobs.size()] = bytes.writerIndex();
    jobs.add(job);
  }

  /** Enough for one write. */
  boolean full() {
    return bytes.writerIndex() >= USUAL_BYTES;
  }

  ByteBuf bytes() {
    return bytes;
  }

  int frames() {
    return jobs.size();
  }

  /** The frame in which the byte at {@code index} lies. */
  int frameAt(int index) {
    int frame = 0;
    while (ends[frame] <= index) {
      frame++;
    }
    return frame;
  }

  int endOf(int frame) {
    return ends[frame];
  }

  /** The jobs whose frames come after this one. */
  List<WatchedJob> after(int frame) {
    return jobs.subList(frame + 1, jobs.size());
  }
}
