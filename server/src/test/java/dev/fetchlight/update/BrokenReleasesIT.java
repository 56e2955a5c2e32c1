package dev.fetchlight.update;

import static dev.fetchlight.update.ReleaseSite.PROGRAM;
import static dev.fetchlight.update.ReleaseSite.SIGNATURE;
import static dev.fetchlight.update.ReleaseSite.SUMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.update.Try.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** None of these is ever used, each says why, and the next good one is taken all the same. */
class BrokenReleasesIT {
  private static final Signer SIGNER = new Signer();
  private static final String VERSION = "2026.01.02";
  private static final byte[] GOOD = Zipapps.ytDlp(VERSION);
  private static final byte[] PAGE =
      Zipapps.bytes("<!DOCTYPE html><html><body>Oh no! Please try again later.</body></html>");
  private static final Duration SHORT = Duration.ofSeconds(15);

  @TempDir private Path data;

  /** What a release server does, and a word of the sentence that tells of it. */
  enum Fault {
    SIGNED_WITH_ANOTHER_KEY("not signed with the key") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, new Signer());
      }
    },
    NO_SIGNATURE("has no SHA2-256SUMS.sig") {
      @Override
      void in(ReleaseSite site) {
        site.serve(SUMS, ReleaseSite.sums(GOOD));
        site.serve(PROGRAM, GOOD);
      }
    },
    EMPTY_SIGNATURE("no OpenPGP signature") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, new byte[0]);
      }
    },
    SIGNATURE_OF_NOISE("no OpenPGP signature") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        byte[] noise = new byte[4_000];
        Arrays.fill(noise, (byte) 0x9d);
        site.serve(SIGNATURE, noise);
      }
    },
    SIGNATURE_CUT("signature") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, Arrays.copyOf(SIGNER.sign(ReleaseSite.sums(GOOD)), 100));
      }
    },
    SIGNATURE_OVER_OTHER_SUMS("not signed with the key") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, SIGNER.sign(ReleaseSite.sums(PAGE)));
      }
    },
    SIGNATURE_BY_A_BROKEN_HASH("not signed with the key") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        byte[] sums = ReleaseSite.sums(GOOD);
        site.serve(
            SIGNATURE, SIGNER.sign(sums, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA1));
      }
    },
    SIGNATURE_OF_ANOTHER_KIND("not signed with the key") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        byte[] sums = ReleaseSite.sums(GOOD);
        site.serve(
            SIGNATURE, SIGNER.sign(sums, PGPSignature.STAND_ALONE, HashAlgorithmTags.SHA512));
      }
    },
    SUM_MISSING("name none for the file yt-dlp") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.sums(Zipapps.bytes(ReleaseSite.sum(GOOD) + "  yt-dlp_linux\n"), SIGNER);
      }
    },
    SUM_TWICE("name more than one") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.sums(
            Zipapps.bytes(
                "%s  yt-dlp\n%s  yt-dlp\n".formatted(ReleaseSite.sum(GOOD), ReleaseSite.sum(PAGE))),
            SIGNER);
      }
    },
    SUM_WRONG("another sum than the signed one") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        byte[] changed = GOOD.clone();
        changed[changed.length / 2] ^= 1;
        site.serve(PROGRAM, changed);
      }
    },
    PROGRAM_MISSING("has no yt-dlp") {
      @Override
      void in(ReleaseSite site) {
        site.sums(ReleaseSite.sums(GOOD), SIGNER);
      }
    },
    CUT_SHORT("does not come whole") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK", "Content-Length: " + GOOD.length);
              out.write(GOOD, 0, GOOD.length / 2);
            });
      }
    },
    CUT_SHORT_WITHOUT_A_WORD("another sum") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK");
              out.write(GOOD, 0, GOOD.length / 2);
            });
      }
    },
    LONGER_THAN_SIGNED("another sum") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, Arrays.copyOf(GOOD, GOOD.length + 1));
      }
    },
    PROMISES_TOO_MUCH("longer than any could be") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> ReleaseSite.head(out, "200 OK", "Content-Length: 99999999999"));
      }
    },
    WITHOUT_END("longer than any could be") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> pour(out, "200 OK"));
      }
    },
    HUGE_SUMS("longer than any could be") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> pour(out, "200 OK"));
      }
    },
    HUGE_SIGNATURE("longer than any could be") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(SIGNATURE, out -> pour(out, "200 OK"));
      }
    },
    A_PAGE_FOR_THE_SUMS("a web page instead of") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(SUMS, PAGE, "Content-Type: text/html; charset=utf-8");
      }
    },
    A_PAGE_FOR_THE_PROGRAM("a web page instead of") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, PAGE, "Content-Type: text/html; charset=utf-8");
      }
    },
    A_PAGE_IN_DISGUISE("another sum") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.serve(PROGRAM, PAGE);
      }
    },
    A_SIGNED_PAGE("does not begin as one for Python") {
      @Override
      void in(ReleaseSite site) {
        site.publish(PAGE, SIGNER);
      }
    },
    NO_ARCHIVE("no archive") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.bytes("#!/usr/bin/env python3\nprint('2026.01.02')\n"), SIGNER);
      }
    },
    FOR_ANOTHER_INTERPRETER("does not begin as one for Python") {
      @Override
      void in(ReleaseSite site) {
        byte[] shell = GOOD.clone();
        System.arraycopy(Zipapps.bytes("#!/bin/sh  "), 0, shell, 0, 11);
        site.publish(shell, SIGNER);
      }
    },
    NO_YT_DLP("is no yt-dlp") {
      @Override
      void in(ReleaseSite site) {
        site.publish(
            Zipapps.archive(
                Zipapps.FIRST_LINE, Map.of("__main__.py", Zipapps.bytes("print('2026.01.02')"))),
            SIGNER);
      }
    },
    A_PATH_FOR_A_VERSION("tells no version") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp("../../../scratch"), SIGNER);
      }
    },
    NO_DAY_FOR_A_VERSION("tells no version") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp("2026.13.45"), SIGNER);
      }
    },
    OLDER("is newer") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp("2019.01.02"), SIGNER);
      }
    },
    ENDS_WITH_STATUS_1("fails its trial") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp(VERSION, "import sys; sys.exit(1)"), SIGNER);
      }
    },
    IS_KILLED("fails its trial") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp(VERSION, "import os; os.kill(os.getpid(), 9)"), SIGNER);
      }
    },
    HANGS("did not come to the end of its trial") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp(VERSION, "import time; time.sleep(3600)"), SIGNER);
      }
    },
    NEEDS_A_NEWER_PYTHON("needs a newer Python") {
      @Override
      void in(ReleaseSite site) {
        site.publish(
            Zipapps.ytDlp(
                VERSION,
                "raise ImportError('You are using an unsupported version of Python. Only Python"
                    + " versions 3.99 and above are supported by yt-dlp')"),
            SIGNER);
      }
    },
    CALLS_ITSELF_ANOTHER("calls itself 2026.03.03") {
      @Override
      void in(ReleaseSite site) {
        site.publish(Zipapps.ytDlp(VERSION + "'\n__version__ = '2026.03.03"), SIGNER);
      }
    },
    BRINGS_NOTHING("fails its trial") {
      @Override
      void in(ReleaseSite site) {
        site.publish(
            Zipapps.ytDlp(
                VERSION,
                "",
                "def _never(*args, **kwargs): raise ValueError('nothing is found')\n"
                    + "GenericIE._real_extract = _never"),
            SIGNER);
      }
    },
    BREAKS_STREAMS_ALONE("fails its trial") {
      @Override
      void in(ReleaseSite site) {
        site.publish(
            Zipapps.ytDlp(
                VERSION,
                "",
                "def _never(*args, **kwargs): raise ValueError('no list can be read')\n"
                    + "InfoExtractor._parse_m3u8_formats_and_subtitles = _never"),
            SIGNER);
      }
    },
    LEADS_INSIDE("must not reach") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "http://127.0.0.2:9/SHA2-256SUMS"));
      }
    },
    LEADS_TO_A_FILE("must not reach") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> redirect(out, "ftp://127.0.0.1/yt-dlp"));
      }
    },
    LEADS_UP_AND_AWAY("has no SHA2-256SUMS") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "../../download/../../../etc/passwd"));
      }
    },
    LEADS_ROUND_AND_ROUND("redirects more than") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(SUMS, out -> redirect(out, "/releases/latest/download/SHA2-256SUMS"));
      }
    },
    HAS_NOTHING("has no SHA2-256SUMS") {
      @Override
      void in(ReleaseSite site) {}
    },
    IS_BROKEN("answers 500") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(PROGRAM, out -> ReleaseSite.head(out, "500 Oh no", "Content-Length: 0"));
      }
    },
    SPEAKS_NO_HTTP("no answer from the release server") {
      @Override
      void in(ReleaseSite site) {
        site.reply(SUMS, out -> out.write(Zipapps.bytes("220 ready\r\n\r\n")));
      }
    },
    SAYS_NOTHING("took too long") {
      @Override
      void in(ReleaseSite site) {
        site.reply(SUMS, _ -> forEver());
      }
    },
    STOPS_IN_THE_MIDDLE("takes too long to send yt-dlp") {
      @Override
      void in(ReleaseSite site) {
        site.publish(GOOD, SIGNER);
        site.reply(
            PROGRAM,
            out -> {
              ReleaseSite.head(out, "200 OK", "Content-Length: " + GOOD.length);
              out.write(GOOD, 0, 1_000);
              out.flush();
              forEver();
            });
      }
    };

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    abstract void in(ReleaseSite site);

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

  @ParameterizedTest
  @EnumSource
  void isNeverUsed(Fault fault) throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      String before = bench.version();
      fault.in(bench.site);

      Try attempt = bench.look(fault == Fault.HANGS ? SHORT : Workbench.TRIAL);

      assertThat(attempt.outcome()).isNotEqualTo(Outcome.UPDATED);
      assertThat(attempt.sentence()).contains(fault.words).doesNotContain("\n", data.toString());
      assertThat(bench.inUse.release()).isEmpty();
      assertThat(bench.version()).isEqualTo(before);
      assertThat(bench.inUse.programs().file()).isEqualTo(Workbench.DEBIANS);
      assertThat(bench.onDisk()).isSubsetOf("releases.properties");
      assertThat(bench.leftByTrials()).isEmpty();
    }
  }

  @Test
  void isNoneWhereNobodyAnswers() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.close();
      Try attempt = bench.look(bench.site.url(), SHORT, InstantSource.system(), false);
      assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(attempt.sentence())
          .contains("cannot be reached")
          .contains("Downloads go on with the system's yt-dlp " + bench.version() + ".");
    }
  }

  @Test
  void isNoneWhereTheServerLiesInside() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      Try attempt =
          bench.look(
              URI.create("http://127.0.0.2:9/releases"), SHORT, InstantSource.system(), false);
      assertThat(attempt.sentence()).contains("must not reach");
    }
  }
}
