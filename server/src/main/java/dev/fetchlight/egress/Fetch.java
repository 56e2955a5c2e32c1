package dev.fetchlight.egress;

/** How a small fetch ended. */
public sealed interface Fetch {
  /**
   * The file is whole.
   *
   * @param contentType as the site says, without parameters, in lower case; empty where it does not
   * @param size in bytes
   */
  record Saved(String contentType, long size) implements Fetch {}

  /** It led, at once or by a redirect, to an address that may not be reached. */
  record Refused(Refusal refusal) implements Fetch {}

  /** It did not work; nothing is left on the disk. */
  record Failed(String sentence) implements Fetch {}
}
