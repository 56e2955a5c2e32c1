package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Refusal;

/** What came of asking a site for something. */
public sealed interface Fetch {
  /** The site has answered, with whatever status; the body is still to come. */
  record Answered(Exchange exchange) implements Fetch {}

  /** It led, at once or by a redirect, to an address that may not be reached. */
  record Refused(Refusal refusal) implements Fetch {}

  /**
   * There is no answer.
   *
   * @param sentence for a person
   */
  record Failed(Why why, String sentence) implements Fetch {}

  /** What came in the way of an answer. */
  enum Why {
    /** The site took too long. */
    LATE,
    /** It led from one link to the next and to no end, or to no link at all. */
    REDIRECTS,
    /** It could not show that it is the site that the link names. */
    CERTIFICATE,
    /** No secure connection came about for another reason. */
    SECURITY,
    /** There is no such place, or nobody there. */
    UNREACHABLE,
    /** The connection broke, or what came was no answer. */
    BROKEN,
    /** The proxy that leads there is away, or leads nowhere. */
    PROXY
  }
}
