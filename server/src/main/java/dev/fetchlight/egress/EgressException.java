package dev.fetchlight.egress;

/** This machine does not let us open a gate; the message hints at what to look at. */
public final class EgressException extends RuntimeException {
  EgressException(String message, Throwable cause) {
    super(message, cause);
  }
}
