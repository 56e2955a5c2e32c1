package dev.fetchlight.egress.proxy;

import java.io.IOException;

/** A proxy does not lead to a place; the message is a sentence for a person. */
public final class SnagException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Snag snag;

  public SnagException(Snag snag) {
    super(snag.sentence());
    this.snag = snag;
  }

  public Snag snag() {
    return snag;
  }
}
