package dev.fetchlight.http.door;

import dev.fetchlight.http.contract.Problem;

/** Why a connection ends: bytes that are no request, or a request that comes too slowly. */
final class Flaw extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private Flaw(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  static Flaw malformed(String sentence) {
    return new Flaw(new Problem(400, "bad_request", "Bad Request", sentence, null));
  }

  static Flaw version() {
    return new Flaw(
        new Problem(
            505,
            "http_version",
            "HTTP Version Not Supported",
            "Ask with HTTP/1.1 or HTTP/1.0.",
            null));
  }

  static Flaw longLine() {
    return new Flaw(
        new Problem(
            414, "uri_too_long", "URI Too Long", "The first line may hold 8 KiB at most.", null));
  }

  static Flaw longHead() {
    return new Flaw(
        new Problem(
            431,
            "headers_too_large",
            "Request Header Fields Too Large",
            "The headers may hold 8 KiB at most.",
            null));
  }

  static Flaw slow() {
    return new Flaw(
        new Problem(
            408,
            "request_timeout",
            "Request Timeout",
            "The request took too long to arrive; send it again.",
            null));
  }

  Problem problem() {
    return problem;
  }
}
