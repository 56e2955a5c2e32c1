package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection that watches many jobs: some by id, or the feed of all. It outlives every one of
 * them.
 */
final class ManyPeer extends SocketPeer {
  /** Who wants more than this by id wants the feed. */
  static final int MOST_JOBS = 1_000;

  private final Map<JobId, Subscription> subscriptions = new HashMap<>(4);
  private List<WatchedJob> expected = List.of();

  /** The showing of the feed with which its inflater's window ends. */
  private long window = Subscription.NOTHING;

  ManyPeer(Connection connection, LoopHub hub) {
    super(connection, hub);
  }

  boolean watchesById() {
    return !subscriptions.isEmpty();
  }

  /** Shows what all who watch the feed are shown, for the time of this number. */
  void showFeed(Batches batches, long number) {
    Batch batch = batches.of(wire, window);
    // Should some of it be cut off, then that is owed, and given before anything else is shown.
    window = number;
    show(batch);
  }

  /** Notes that a job it watches by id is in the next beat; true for the first one. */
  boolean expect(WatchedJob job) {
    boolean first = expected.isEmpty();
    if (first) {
      expected = new ArrayList<>();
    }
    expected.add(job);
    return first;
  }

  /** What it is to be shown with this beat, in the order in which it was told. */
  List<WatchedJob> expected() {
    List<WatchedJob> jobs = expected;
    expected = List.of();
    return jobs;
  }

  /** Owes those of them that it does not watch by id. */
  void oweOthers(List<WatchedJob> jobs) {
    jobs.stream().filter(job -> !subscriptions.containsKey(job.id())).forEach(this::owe);
  }

  @Override
  void answer(Request request) {
    switch (request) {
      case Request.Ping() -> say(Message.PONG);
      case Request.Subscribe(var ids, var have) -> subscribe(ids, have);
      case Request.SubscribeFeed(var have) -> {
        say(Messages.subscribedToFeed());
        hub.feed().join(this, have);
      }
      case Request.Unsubscribe(var ids) ->
          ids.forEach(id -> JobId.parse(id).ifPresent(this::unsubscribe));
      case Request.UnsubscribeFeed() -> hub.feed().leave(this);
      case Request.Malformed(var sentence) -> refuse(sentence);
    }
  }

  private void subscribe(Set<String> ids, Map<JobId, Long> have) {
    long known = subscriptions.keySet().stream().filter(id -> ids.contains(id.toString())).count();
    if (subscriptions.size() - known + ids.size() > MOST_JOBS) {
      say(
          Messages.error(
              "too_many_jobs",
              "A socket watches " + MOST_JOBS + " downloads at most; subscribe to the feed."));
      return;
    }
    say(Messages.subscribed(ids));
    for (String each : ids) {
      Optional<JobId> id = JobId.parse(each);
      if (id.isPresent()) {
        subscribe(id.get(), have.getOrDefault(id.get(), Subscription.NOTHING));
      } else {
        say(Messages.notFound(each));
      }
    }
    resume();
  }

  /** Watches a job by its id from now on, beginning with what is newer than {@code have}. */
  void subscribe(JobId id, long have) {
    unsubscribe(id);
    if (subscriptions.size() == MOST_JOBS) {
      return;
    }
    WatchedJob job = hub.job(id);
    Subscription subscription = new Subscription(this, job, have);
    subscriptions.put(id, subscription);
    job.subscriptions().add(subscription);
    if (job.known() && subscription.due()) {
      owe(job);
    }
    hub.settle(job);
  }

  void unsubscribe(JobId id) {
    Subscription ended = subscriptions.remove(id);
    if (ended != null) {
      ended.job().subscriptions().remove(ended);
      hub.settle(ended.job());
    }
  }

  @Override
  void given(WatchedJob job) {
    window = Subscription.NOTHING;
  }

  @Override
  void resume() {
    hub.delivery().resume(this);
  }

  @Override
  void pause(int millis) {
    say(out -> wire.pause(millis, out));
  }

  @Override
  void left() {
    subscriptions.keySet().stream().toList().forEach(this::unsubscribe);
    hub.feed().leave(this);
  }
}
