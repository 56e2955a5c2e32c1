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
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list and queues what is wanted of it, entry by entry as it comes. Done again after an
 * interruption or by a retry, it adds what is missing and asks anew for what failed.
 */
final class Expansion {
  /** After so many entries watchers are told how many there are. */
  private static final int ENTRIES_A_WORD = 20;

  /** So many numbers of entries stand in one sentence. */
  private static final int MOST_NAMED = 20;

  private final Held held;
  private final Rooms rooms;
  private final @Nullable Cookies cookies;
  private final int most;

  /** What the list has from an earlier time, and who of them is over; a list may be long. */
  private final Map<Link, Optional<JobId>> known = new HashMap<>();

  private final Set<Integer> found = new HashSet<>();
  private int read;
  private int taken;
  private int followed;

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
    Integer first = spec.limit().count();
    int last = first == null ? most + 1 : Math.min(most + 1, first);
    if (!spec.items().isEmpty()) {
      last = Math.min(last, spec.items().last());
    }
    Optional<Failure> failure = rooms.engine().expand(spec.link(), cookies, last, this::take);
    if (followed > 0) {
      remark(
          String.format(
              Locale.ROOT,
              "Entries that were downloads before, outside of this list: %,d. They are counted"
                  + " here, and stay where they are.",
              followed));
    }
    if (failure.isPresent()) {
      return failure;
    }
    return spec.items().isEmpty() ? judge() : judge(spec.items());
  }

  /** Judges what was taken where all was wanted. */
  private Optional<Failure> judge() {
    if (read > most) {
      remark(
          String.format(
              Locale.ROOT,
              "The list has more than %,d entries; the first %,d were taken, which is what"
                  + " FETCHLIGHT_MAX_ITEMS allows.",
              most,
              most));
    }
    return read == 0 ? Optional.of(Failures.EMPTY_LIST) : Optional.empty();
  }

  /** Judges what was taken of the entries that were wanted. */
  private Optional<Failure> judge(SortedSet<Integer> wanted) {
    String missing =
        wanted.stream()
            .filter(index -> !found.contains(index))
            .limit(MOST_NAMED)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String sentence =
        read > most
            ? String.format(
                Locale.ROOT,
                "Of a list the first %,d entries can be had here, which is what"
                    + " FETCHLIGHT_MAX_ITEMS allows, and not: %s.",
                most,
                missing)
            : String.format(
                Locale.ROOT,
                "The list has %,d entries, and none with the number: %s.",
                read,
                missing);
    if (!found.isEmpty()) {
      remark(sentence);
      return Optional.empty();
    }
    return Optional.of(new Failure(Failure.Code.NOT_FOUND, sentence));
  }

  private void remark(String sentence) {
    held.advance(new Change.Remarked(sentence));
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
      return;
    }
    Spec list = held.job().spec();
    if (!list.items().isEmpty() && !list.items().contains(item.index())) {
      return;
    }
    found.add(item.index());
    Optional<JobId> over = known.get(item.link());
    if (over == null) {
      Ticket own = held.job().ticket();
      JobBook.Submission submission =
          rooms
              .desk()
              .submit(
                  new Spec(item.link(), list.choices()),
                  null,
                  new Ticket(own.rank(), 0, held.id(), own.cookies(), own.jar()),
                  new VideoInfo(
                      null, item.title(), null, item.duration(), false, null, null, null, null));
      if (submission instanceof JobBook.Submission.Existing(Job serving)
          && !held.id().equals(serving.ticket().parent())) {
        followed++; // by the book, and so by the tally
      }
      known.put(item.link(), Optional.empty()); // a list may name it twice
    } else {
      over.ifPresent(this::again);
    }
    taken++;
    if (taken % ENTRIES_A_WORD == 1) {
      tell();
    }
  }

  /** Asks anew for an entry that is over, with the list's own login; refused where it is here. */
  private void again(JobId entry) {
    Ticket own = held.job().ticket();
    var _ = own.shows() ? rooms.desk().retry(entry, own) : rooms.desk().retry(entry);
  }

  private void tell() {
    held.advance(tallied(true));
  }

  private Change tallied(boolean expanding) {
    JobBook.Census census = rooms.book().census(held.id());
    return new Change.Tallied(Tally.of(census.counts(), expanding), census.percent());
  }
}
