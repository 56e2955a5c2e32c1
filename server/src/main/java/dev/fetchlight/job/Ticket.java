package dev.fetchlight.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job carries through the queue.
 *
 * @param rank higher ones go first, equal ones in the order in which they came
 * @param tries that failed since somebody asked for it
 * @param parent the list it belongs to
 * @param cookies for its site, until it ends
 * @param jar the name of the kept login that it is to use; null for one of its site, if there is
 *     any
 */
public record Ticket(
    int rank, int tries, @Nullable JobId parent, @Nullable Sealed cookies, @Nullable String jar) {
  public static final Ticket PLAIN = new Ticket(0, 0, null, null);

  /** With no kept login by name. */
  public Ticket(int rank, int tries, @Nullable JobId parent, @Nullable Sealed cookies) {
    this(rank, tries, parent, cookies, null);
  }

  /** With cookies for its site, which stand in for a kept login. */
  public Ticket with(Sealed secret) {
    return new Ticket(rank, tries, parent, secret, null);
  }

  /** With a kept login, which stands in for cookies. */
  public Ticket using(String name) {
    return new Ticket(rank, tries, parent, null, name);
  }

  /** Whether somebody gave it something to show to its site. */
  public boolean shows() {
    return cookies != null || jar != null;
  }

  /** With what another one shows. */
  Ticket showing(Ticket other) {
    return new Ticket(rank, tries, parent, other.cookies, other.jar);
  }

  Ticket ranked(int newRank) {
    return new Ticket(newRank, tries, parent, cookies, jar);
  }

  Ticket triedAgain() {
    return new Ticket(rank, tries + 1, parent, cookies, jar);
  }

  Ticket askedAgain() {
    return new Ticket(rank, 0, parent, cookies, jar);
  }

  /** Without what is of no use after the end. */
  Ticket ended() {
    return new Ticket(0, tries, parent, null, jar);
  }
}
