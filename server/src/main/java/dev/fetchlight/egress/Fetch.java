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
   * @param late whether it is so because the site took too long
   */
  record Failed(String sentence, boolean late) implements Fetch {}
}
