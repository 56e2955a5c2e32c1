package dev.fetchlight.live;

import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.Request;
import dev.fetchlight.live.wire.ServerSentEvents;

/** A connection that watches one job, and ends with it. */
final class JobPeer extends SocketPeer {
  private final WatchedJob job;
  private long shown;
  private long calmUntil = Long.MIN_VALUE;
  private int place;

  /**
   * @param have the newest version the client knows, or {@link Subscription#NOTHING}, as on every
   *     wire that compresses
   */
  JobPeer(Connection connection, LoopHub hub, WatchedJob job, long have) {
    super(connection, hub);
    this.job = job;
    this.shown = have;
  }

  /** Where it stands among those who watch the job. */
  int place() {
    return place;
  }

  void place(int at) {
    place = at;
  }

  /** There is a newer state, made ready for every wire. */
  void update(Batches batches, long now) {
    if (job.version() <= shown) {
      flush();
    } else if (now < calmUntil) {
      owe(job);
    } else if (ready()) {
      // What it was shown last is also what its inflater's window ends with: it gets no other.
      Batch batch = batches.of(wire, shown);
      given(job);
      show(batch);
    } else {
      owe(job);
    }
  }

  /**
   * Shows the newest state there is already. It comes on top of the frames of all, so the next one
   * is only owed until {@code calm}, when somebody calls {@link #resume}.
   */
  void catchUp(long calm) {
    if (job.version() > shown) {
      owe(job);
    }
    flush();
    calmUntil = calm;
  }

  void gone() {
    if (!(wire instanceof ServerSentEvents)) {
      say(Messages.notFound(null));
    }
    close(Closing.NOT_FOUND);
  }

  @Override
  void given(WatchedJob given) {
    shown = given.version();
  }

  @Override
  void resume() {
    flush();
  }

  @Override
  void settled() {
    if (job.terminal() && job.version() <= shown) {
      close(Closing.DONE);
    }
  }

  @Override
  void answer(Request request) {
    switch (request) {
      case Request.Ping() -> say(Message.PONG);
      case Request.Subscribe(_, _),
          Request.SubscribeFeed(_),
          Request.Unsubscribe(_),
          Request.UnsubscribeFeed(),
          Request.Malformed(_) ->
          refuse("Send \"ping\" or {\"type\":\"ping\"}, and nothing else.");
    }
  }

  @Override
  void pause(int millis) {
    if (wire instanceof ServerSentEvents) {
      say(out -> wire.pause(millis, out));
    }
  }

  @Override
  void left() {
    job.leave(this);
    hub.settle(job);
  }
}
