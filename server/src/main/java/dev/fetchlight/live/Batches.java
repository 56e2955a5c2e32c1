package dev.fetchlight.live;

import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.ServerSentEvents;
import dev.fetchlight.live.wire.WebSocketFrames;
import dev.fetchlight.live.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest states of some jobs in the form of each wire, made when the first peer asks for it.
 */
final class Batches {
  /**
   * What was shown to many at once. Whoever got it all, and nothing compressed after it, can read
   * what is compressed against it.
   *
   * @param number tells it from the others of its kind
   */
  record Showing(long number, List<Envelope> states) {
    static final Showing NONE = new Showing(Subscription.NOTHING, List.of());
  }

  private final Batch frames = new Batch();
  private final Batch deflated = new Batch();
  private final Batch following = new Batch();
  private final Batch chunks = new Batch();
  private final Batch bare = new Batch();

  /** For one whose links are its own. */
  private final Batch own = new Batch();

  private final List<WatchedJob> jobs = new ArrayList<>();
  private Showing last = Showing.NONE;

  /**
   * From here on it is about these jobs.
   *
   * @param before what was shown last to those who are shown this
   */
  void load(List<WatchedJob> about, Showing before) {
    jobs.clear();
    jobs.addAll(about);
    last = before;
    frames.clear();
    deflated.clear();
    following.clear();
    chunks.clear();
    bare.clear();
  }

  /** For one whose inflater's window ends with the showing of this number. */
  Batch of(Wire wire, long window) {
    if (window != last.number
        || !(wire instanceof DeflatedFrames deflating)
        || !deflating.keepsContext()) {
      return of(wire);
    }
    if (following.frames() == 0) {
      deflating.follow(last.states);
      jobs.forEach(job -> following.follow(job, wire));
    }
    return following;
  }

  /** For one of whose inflater's window nothing is known. */
  Batch of(Wire wire) {
    Batch batch =
        switch (wire) {
          case WebSocketFrames(String prefix) -> prefix.isEmpty() ? frames : own();
          case DeflatedFrames _ -> deflated;
          case ServerSentEvents(boolean chunked, String prefix) ->
              !prefix.isEmpty() ? own() : chunked ? chunks : bare;
        };
    if (batch.frames() == 0) {
      jobs.forEach(job -> batch.add(job, wire));
    }
    return batch;
  }

  /** Made anew for each, whoever had it before. */
  private Batch own() {
    own.clear();
    return own;
  }
}
