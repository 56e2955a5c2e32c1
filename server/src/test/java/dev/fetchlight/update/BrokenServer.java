package dev.fetchlight.update;

import static dev.fetchlight.update.ReleaseSite.PROGRAM;
import static dev.fetchlight.update.ReleaseSite.SIGNATURE;
import static dev.fetchlight.update.ReleaseSite.SUMS;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A server that sends too little, too much, something else or nothing. */
enum BrokenServer implements Broken {
  PROGRAM_MISSING(
      "has no yt-dlp",
      site -> {
        site.sums(ReleaseSite.sums(GOOD), SIGNER);
      }),
  CUT_SHORT(
      "does not come whole",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK", "Content-Length: " + GOOD.length);
              out.write(GOOD, 0, GOOD.length / 2);
            });
      }),
  CUT_SHORT_WITHOUT_A_WORD(
      "another sum",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK");
              out.write(GOOD, 0, GOOD.length / 2);
            });
      }),
  LONGER_THAN_SIGNED(
      "another sum",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, Arrays.copyOf(GOOD, GOOD.length + 1));
      }),
  PROMISES_TOO_MUCH(
      "longer than any could be",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> ReleaseSite.head(out, "200 OK", "Content-Length: 99999999999"));
      }),
  WITHOUT_END(
      "longer than any could be",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> pour(out, "200 OK"));
      }),
  HUGE_SUMS(
      "longer than any could be",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> pour(out, "200 OK"));
      }),
  HUGE_SIGNATURE(
      "longer than any could be",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(SIGNATURE, out -> pour(out, "200 OK"));
      }),
  A_PAGE_FOR_THE_SUMS(
      "a web page instead of",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(SUMS, PAGE, "Content-Type: text/html; charset=utf-8");
      }),
  A_PAGE_FOR_THE_PROGRAM(
      "a web page instead of",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, PAGE, "Content-Type: text/html; charset=utf-8");
      }),
  A_PAGE_IN_DISGUISE(
      "another sum",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, PAGE);
      }),
  LEADS_INSIDE(
      "must not reach",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "http://127.0.0.2:9/SHA2-256SUMS"));
      }),
  LEADS_TO_A_FILE(
      "must not reach",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> redirect(out, "ftp://127.0.0.1/yt-dlp"));
      }),
  LEADS_UP_AND_AWAY(
      "has no SHA2-256SUMS",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "../../download/../../../etc/passwd"));
      }),
  LEADS_ROUND_AND_ROUND(
      "redirects more than",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "/releases/latest/download/SHA2-256SUMS"));
      }),
  HAS_NOTHING("has no SHA2-256SUMS", site -> {}),
  IS_BROKEN(
      "answers 500",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> ReleaseSite.head(out, "500 Oh no", "Content-Length: 0"));
      }),
  SPEAKS_NO_HTTP(
      "no answer from the release server",
      site -> {
        site.reply(SUMS, out -> out.write(Zipapps.bytes("220 ready\r\n\r\n")));
      }),
  SAYS_NOTHING(
      "took too long",
      site -> {
        site.reply(SUMS, _ -> forEver());
      }),
  STOPS_IN_THE_MIDDLE(
      "takes too long to send yt-dlp",
      site -> {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK", "Content-Length: " + GOOD.length);
              out.write(GOOD, 0, 1_000);
              out.flush();
              forEver();
            });
      });

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // its lambdas hold nothing
  private final Consumer<ReleaseSite> release;

  BrokenServer(String words, Consumer<ReleaseSite> release) {
    this.words = words;
    this.release = release;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void in(ReleaseSite site) {
    release.accept(site);
  }

  private static void pour(OutputStream out, String status) throws IOException {
    ReleaseSite.head(out, status);
    byte[] block = new byte[64 * 1024];
    Arrays.fill(block, (byte) '#');
    while (true) {
      out.write(block);
    }
  }

  private static void redirect(OutputStream out, String to) throws IOException {
    ReleaseSite.head(out, "302 Found", "Location: " + to, "Content-Length: 0");
  }

  private static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
