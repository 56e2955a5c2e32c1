package dev.fetchlight.live;

import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.ServerSentEvents;
import dev.fetchlight.live.wire.WebSocketFrames;
import dev.fetchlight.live.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest states of some jobs in the form of each wire, made when the first peer asks for it.
 */
final class Batches {
  private final Batch frames = new Batch();
  private final Batch deflated = new Batch();
  private final Batch chunks = new Batch();
  private final Batch bare = new Batch();
  private final List<WatchedJob> jobs = new ArrayList<>();

  /** From here on it is about these jobs. */
  void load(List<WatchedJob> about) {
    jobs.clear();
    jobs.addAll(about);
    frames.clear();
    deflated.clear();
    chunks.clear();
    bare.clear();
  }

  Batch of(Wire wire) {
    Batch batch =
        switch (wire) {
          case WebSocketFrames() -> frames;
          case DeflatedFrames _ -> deflated;
          case ServerSentEvents(boolean chunked) -> chunked ? chunks : bare;
        };
    if (batch.frames() == 0) {
      jobs.forEach(job -> batch.add(job, wire));
    }
    return batch;
  }
}
