package dev.fetchlight.job.spec;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody asked for. Two equal specs are the same download.
 *
 * @param list whether all that the link leads to is wanted, each as a download of its own
 * @param items which entries of a list are wanted, from 1; empty for all
 * @param limit which of them are, by count and by day
 */
public record Spec(
    Link link, Choices choices, boolean list, SortedSet<Integer> items, ListLimit limit) {
  public Spec {
    items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
  }

  /** One video, or all of a list, or some of its entries. */
  public Spec(Link link, Choices choices, boolean list, SortedSet<Integer> items) {
    this(link, choices, list, items, ListLimit.NONE);
  }

  /** One video. */
  public Spec(Link link, Choices choices) {
    this(link, choices, false, new TreeSet<>());
  }

  /** One video in a rendition. */
  public Spec(Link link, Format format) {
    this(link, Choices.of(format));
  }
}
