package dev.fetchlight.egress.address;

/**
 * A connection that was asked for and not made.
 *
 * @param target host and port as asked for, without anything that may hold a secret
 * @param reason a sentence for a person
 */
public record Refusal(String target, String reason) {
  public static Refusal scheme(Target target, String scheme) {
    return new Refusal(
        target.toString(), "Only http and https addresses may be fetched, not " + scheme + ".");
  }
}
