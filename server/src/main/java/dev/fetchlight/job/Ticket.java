package dev.fetchlight.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job carries through the queue.
 *
 * @param rank higher ones go first, equal ones in the order in which they came
 * @param tries that failed since somebody asked for it
 * @param parent the list it belongs to
 * @param cookies for its site, until it ends
 */
public record Ticket(int rank, int tries, @Nullable JobId parent, @Nullable Sealed cookies) {
  public static final Ticket PLAIN = new Ticket(0, 0, null, null);

  /** With cookies for its site. */
  public Ticket with(Sealed secret) {
    return new Ticket(rank, tries, parent, secret);
  }

  Ticket ranked(int newRank) {
    return new Ticket(newRank, tries, parent, cookies);
  }

  Ticket triedAgain() {
    return new Ticket(rank, tries + 1, parent, cookies);
  }

  Ticket askedAgain() {
    return new Ticket(rank, 0, parent, cookies);
  }

  /** With what is of no use after the end. */
  Ticket ended() {
    return new Ticket(0, tries, parent, null);
  }
}
