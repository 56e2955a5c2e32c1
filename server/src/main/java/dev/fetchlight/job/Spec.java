package dev.fetchlight.job;

/**
 * What somebody asked for. Two equal specs are the same download.
 *
 * @param list whether all that the link leads to is wanted, each as a download of its own
 */
public record Spec(Link link, Choices choices, boolean list) {
  /** One video, in a rendition. */
  public Spec(Link link, Format format) {
    this(link, Choices.of(format), false);
  }
}
