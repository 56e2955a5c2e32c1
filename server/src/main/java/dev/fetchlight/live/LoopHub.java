package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All watchers of one event loop, which alone touches them: no lock, and one task a frame however
 * many watch.
 */
final class LoopHub {
  private static final long SWEEP_SECONDS = 5;
  private static final long PING_SECONDS = 25;
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(2).writeByte(0x89).writeByte(0));

  private final Context context;
  private final Live live;
  private final Map<JobId, WatchedJob> jobs = new HashMap<>();
  private long sweeps;

  LoopHub(Context context, Live live) {
    this.context = context;
    this.live = live;
    context
        .owner()
        .setPeriodic(TimeUnit.SECONDS.toMillis(SWEEP_SECONDS), _ -> sweep(System.nanoTime()));
  }

  /** On the event loop: shows the job on the socket until either ends. */
  void watch(ServerWebSocket socket, JobId id) {
    long now = System.nanoTime();
    WatchedJob known = jobs.get(id);
    WatchedJob job = known == null ? new WatchedJob(id) : known;
    Watcher watcher = new Watcher(socket, job, now);
    job.watchers().add(watcher);
    socket.textMessageHandler(text -> message(watcher, text));
    socket.binaryMessageHandler(_ -> refuse(watcher));
    socket.pongHandler(_ -> watcher.heard(System.nanoTime()));
    socket.exceptionHandler(failure -> broken(watcher, failure));
    socket.closeHandler(_ -> left(watcher));
    if (known == null) {
      jobs.put(id, job);
      live.join(id, this);
    } else if (job.wire() != null) {
      watcher.newest(job.wire(), now);
    }
  }

  /** From any thread: there is news of a job that is watched here. */
  void deliver(Envelope envelope) {
    context.runOnContext(_ -> show(envelope));
  }

  /** From any thread: tells every watcher that the server goes away. */
  Future<Void> drain() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(_ -> {
      watchers().forEach(watcher -> watcher.close(Closing.GOING_AWAY));
      done.complete();
    });
    return done.future();
  }

  /** From any thread: sweeps as if it were {@code now}, in nanoseconds of the system's clock. */
  void sweepAt(long now) {
    context.runOnContext(_ -> sweep(now));
  }

  private void show(Envelope envelope) {
    WatchedJob job = jobs.get(envelope.id());
    if (job == null) {
      return;
    }
    if (envelope.status() == null) {
      for (Watcher watcher : List.copyOf(job.watchers())) {
        watcher.say(Messages.error("not_found", "There is no such download."));
        var _ = watcher.close(Closing.NOT_FOUND);
      }
      return;
    }
    long now = System.nanoTime();
    if (!job.take(envelope)) {
      return;
    }
    long delay = job.turn(now);
    if (delay == 0) {
      job.send(now);
    } else if (delay > 0) {
      long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delay));
      context.owner().setTimer(millis, _ -> job.send(System.nanoTime()));
    }
  }

  private static void message(Watcher watcher, @Nullable String text) {
    watcher.heard(System.nanoTime());
    if (Messages.isPing(text == null ? "" : text)) {
      watcher.say(Messages.PONG);
    } else {
      refuse(watcher);
    }
  }

  /** What the decoder cannot read; a connection that merely broke is told by its close. */
  private static void broken(Watcher watcher, Throwable failure) {
    switch (failure) {
      case CorruptedWebSocketFrameException corrupted -> {
        boolean size = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        var _ = watcher.close(size ? Closing.TOO_BIG : Closing.POLICY);
      }
      // Vert.x's word for fragments that add up to more than a message may hold.
      case IllegalStateException _ -> {
        var _ = watcher.close(Closing.TOO_BIG);
      }
      default -> {}
    }
  }

  private static void refuse(Watcher watcher) {
    watcher.say(
        Messages.error("bad_message", "Send \"ping\" or {\"type\":\"ping\"}, and nothing else."));
    var _ = watcher.close(Closing.BAD_MESSAGE);
  }

  private void left(Watcher watcher) {
    live.left();
    WatchedJob job = watcher.job();
    job.watchers().remove(watcher);
    if (job.watchers().isEmpty() && jobs.remove(job.id(), job)) {
      job.release();
      live.leave(job.id(), this);
    }
  }

  /** On the event loop: ends who is stuck or gone, and asks the others for a sign of life. */
  private void sweep(long now) {
    boolean ping = ++sweeps % (PING_SECONDS / SWEEP_SECONDS) == 0;
    for (Watcher watcher : watchers()) {
      if (watcher.busyFor(now) >= BUSY_NANOS) {
        watcher.cut(Closing.TOO_SLOW);
      } else if (watcher.silentFor(now) >= SILENT_NANOS) {
        watcher.cut(null);
      } else if (ping) {
        watcher.ping(PING);
      }
    }
  }

  private List<Watcher> watchers() {
    List<Watcher> all = new ArrayList<>();
    jobs.values().forEach(job -> all.addAll(job.watchers()));
    return all;
  }
}
