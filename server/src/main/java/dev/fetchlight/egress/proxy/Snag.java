package dev.fetchlight.egress.proxy;

import java.util.Locale;

/**
 * Why a proxy does not lead to a place.
 *
 * @param place as {@code host:port}
 */
public record Snag(Proxy proxy, Why why, String place) {
  /** The setting that names proxies. */
  public static final String SETTING = "FETCHLIGHT_PROXY";

  /** What came in the way. */
  public enum Why {
    /** Nobody answers where it should be. */
    AWAY("cannot be reached. Check that it runs there, and " + SETTING + "."),
    /** It took the connection, and then nothing came of it. */
    LATE("did not lead to the site in time. Check that it works and has a way out itself."),
    /** It could not show that it is the one that was named. */
    CERTIFICATE("has no certificate that is right for its name. Check it, and " + SETTING + "."),
    /** It wants a name and a password, or others. */
    LOGIN("does not take the name and password that it is shown. Check them in " + SETTING + "."),
    /** What answers does not speak as such a proxy does. */
    NO_PROXY("does not answer as %s proxy does. Check its kind and port in " + SETTING + "."),
    /** It does not want to lead there. */
    REFUSES("refuses to lead to %s. Check what it allows."),
    /** It is well, and finds no way to the site. */
    NO_SITE("cannot reach %s. Check the link, or try again later.");

    private final String words;

    Why(String words) {
      this.words = words;
    }
  }

  /** Whether it is the site that is out of reach, and nothing is wrong with the proxy. */
  public boolean beyond() {
    return why == Why.NO_SITE;
  }

  /** For a person: which proxy, and what to look at. */
  public String sentence() {
    String kind = proxy.kind().socks() ? "a SOCKS 5" : "an HTTP";
    String words =
        switch (why) {
          case NO_PROXY -> why.words.formatted(kind);
          case REFUSES, NO_SITE -> why.words.formatted(place);
          case AWAY, LATE, CERTIFICATE, LOGIN -> why.words;
        };
    return String.format(
        Locale.ROOT, "The proxy %s, by which this server goes out, %s", proxy, words);
  }
}
