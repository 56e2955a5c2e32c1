package dev.fetchlight.job.spec;

/** Cookies in the Netscape text form. A secret: it shows nothing of itself in a log. */
public record Cookies(String text) {
  @Override
  public String toString() {
    return "cookies";
  }
}
