package dev.fetchlight.update;

import java.nio.file.Path;
import java.time.Duration;

/** A release that must never be used, and a word of the sentence that tells of it. */
interface Broken {
  Signer SIGNER = new Signer();
  String VERSION = "2026.01.02";
  byte[] GOOD = Zipapps.ytDlp(VERSION);
  byte[] PAGE =
      Zipapps.bytes("<!DOCTYPE html><html><body>Oh no! Please try again later.</body></html>");

  /** What one that reaches further than it may would leave. */
  Path MARK =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "of-a-broken-release-" + ProcessHandle.current().pid());

  String words();

  /** Has a release server serve it. */
  void in(ReleaseSite site);

  /** How long its trial may take. */
  default Duration trial() {
    return Workbench.TRIAL;
  }
}
