package dev.fetchlight.crowd;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of threads. */
final class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cpu() {}

  static long nanosOf(Thread thread) {
    return Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
  }
}
