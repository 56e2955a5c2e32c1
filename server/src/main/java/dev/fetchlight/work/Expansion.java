package dev.fetchlight.work;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Tally;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list and queues what is wanted of it, entry by entry as it comes. Done again after an
 * interruption or by a retry, it adds what is missing and asks anew for what failed.
 */
final class Expansion {
  /** After so many entries watchers are told how many there are. */
  private static final int ENTRIES_A_WORD = 20;

  private final Held held;
  private final Rooms rooms;
  private final @Nullable Cookies cookies;
  private final int most;

  /** What the list has from an earlier time, and who of them is over; a list may be long. */
  private final Map<Link, Optional<JobId>> known = new HashMap<>();

  private int read;
  private int taken;
  private boolean more;

  Expansion(Held held, Rooms rooms, @Nullable Cookies cookies, int most) {
    this.held = held;
    this.rooms = rooms;
    this.cookies = cookies;
    this.most = most;
  }

  /** Why nothing was read, or not all; empty where all was. */
  Optional<Failure> run() throws InterruptedException {
    Spec spec = held.job().spec();
    describe(spec.link());
    rooms.desk().children(held.id(), Set.of()).forEach(this::know);
    tell();
    // One more than may be taken tells whether there are more.
    int last = spec.items().isEmpty() ? most + 1 : Math.min(most + 1, spec.items().last());
    Optional<Failure> failure = rooms.engine().expand(spec.link(), cookies, last, this::take);
    if (more) {
      held.advance(
          new Change.Remarked(
              String.format(
                  Locale.ROOT,
                  "The list has more than %,d entries; the first %,d were taken, which is what"
                      + " FETCHLIGHT_MAX_ITEMS allows.",
                  most,
                  most)));
    }
    return failure;
  }

  /** The list was read as far as it can be. */
  boolean finish() {
    return held.finish(tallied(false));
  }

  /** Whether it has any download. */
  boolean found() {
    return rooms.book().census(held.id()).counts().values().stream().anyMatch(count -> count > 0);
  }

  private void know(Job child) {
    Optional<JobId> over = child.status().terminal() ? Optional.of(child.id()) : Optional.empty();
    known.put(child.spec().link(), over);
  }

  private void describe(Link link) throws InterruptedException {
    if (rooms.engine().preview(link, true, cookies, 1) instanceof Sighting.Seen(Preview preview)) {
      held.advance(new Change.Described(preview.video()));
    }
  }

  private void take(Preview.Item item) {
    read++;
    if (read > most) {
      more = true;
      return;
    }
    Spec list = held.job().spec();
    if (!list.items().isEmpty() && !list.items().contains(item.index())) {
      return;
    }
    Optional<JobId> over = known.get(item.link());
    if (over == null) {
      Ticket own = held.job().ticket();
      var _ =
          rooms
              .desk()
              .submit(
                  new Spec(item.link(), list.choices()),
                  null,
                  new Ticket(own.rank(), 0, held.id(), own.cookies()),
                  new VideoInfo(
                      null, item.title(), null, item.duration(), false, null, null, null, null));
    } else {
      over.ifPresent(rooms.desk()::retry); // refused where it is completed
    }
    taken++;
    if (taken % ENTRIES_A_WORD == 1) {
      tell();
    }
  }

  private void tell() {
    held.advance(tallied(true));
  }

  private Change tallied(boolean expanding) {
    JobBook.Census census = rooms.book().census(held.id());
    return new Change.Tallied(Tally.of(census.counts(), expanding), census.percent());
  }
}
