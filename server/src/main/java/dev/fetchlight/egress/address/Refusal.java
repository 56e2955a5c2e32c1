package dev.fetchlight.egress.address;

/**
 * A connection that was asked for and not made.
 *
 * @param target host and port as asked for, without anything that may hold a secret
 * @param reason a sentence for a person
 */
public record Refusal(String target, String reason) {
  /** The setting that opens addresses. */
  public static final String SETTING = "FETCHLIGHT_EGRESS_ALLOW";

  /** What it means for somebody who asked for a link that led there. */
  public String sentence() {
    return "The link leads to "
        + target
        + ", which this server must not reach. "
        + SETTING
        + " names the addresses outside the public internet that it may.";
  }

  public static Refusal scheme(Target target, String scheme) {
    return new Refusal(
        target.toString(), "Only http and https addresses may be fetched, not " + scheme + ".");
  }
}
