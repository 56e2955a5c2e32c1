package dev.fetchlight.update;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Programs that are none, or that do not do, all of them signed as they should be. */
enum BrokenProgram implements Broken {
  A_SIGNED_PAGE("does not begin as one for Python", () -> PAGE),
  NO_ARCHIVE("no archive", () -> Zipapps.bytes("#!/usr/bin/env python3\nprint('2026.01.02')\n")),
  FOR_ANOTHER_INTERPRETER("does not begin as one for Python", () -> shellScript()),
  NO_YT_DLP(
      "is no yt-dlp",
      () ->
          Zipapps.archive(
              Zipapps.FIRST_LINE, Map.of("__main__.py", Zipapps.bytes("print('2026.01.02')")))),
  A_PATH_FOR_A_VERSION("tells no version", () -> Zipapps.ytDlp("../../../scratch")),
  NO_DAY_FOR_A_VERSION("tells no version", () -> Zipapps.ytDlp("2026.13.45")),
  OLDER("is newer", () -> Zipapps.ytDlp("2019.01.02")),
  ENDS_WITH_STATUS_1("fails its trial", () -> Zipapps.ytDlp(VERSION, "import sys; sys.exit(1)")),
  IS_KILLED("fails its trial", () -> Zipapps.ytDlp(VERSION, "import os; os.kill(os.getpid(), 9)")),
  HANGS(
      "did not come to the end of its trial",
      () -> Zipapps.ytDlp(VERSION, "import time; time.sleep(3600)")),
  NEEDS_A_NEWER_PYTHON(
      "needs a newer Python",
      () ->
          Zipapps.ytDlp(
              VERSION,
              "raise ImportError('You are using an unsupported version of Python. Only Python"
                  + " versions 3.99 and above are supported by yt-dlp')")),
  CALLS_ITSELF_ANOTHER(
      "calls itself 2026.03.03", () -> Zipapps.ytDlp(VERSION + "'\n__version__ = '2026.03.03")),
  BRINGS_NOTHING(
      "fails its trial",
      () ->
          Zipapps.ytDlp(
              VERSION,
              "",
              "def _never(*args, **kwargs): raise ValueError('nothing is found')\n"
                  + "GenericIE._real_extract = _never")),
  BREAKS_STREAMS_ALONE(
      "fails its trial",
      () ->
          Zipapps.ytDlp(
              VERSION,
              "",
              "def _never(*args, **kwargs): raise ValueError('no list can be read')\n"
                  + "InfoExtractor._parse_m3u8_formats_and_subtitles = _never")),
  IS_NO_PYTHON("fails its trial", () -> Zipapps.ytDlp(VERSION, "def broken(:")),
  IS_PYTHON_OF_ANOTHER_DAY("fails its trial", () -> Zipapps.ytDlp(VERSION, "print '2026.01.02'")),
  HANGS_ONCE_IT_FETCHES(
      "did not come to the end of its trial",
      () -> Zipapps.ytDlp(VERSION, "", extracting("import time; time.sleep(3600)"))),
  ENDS_WELL_WITHOUT_A_FILE(
      "fails its trial", () -> Zipapps.ytDlp(VERSION, "", extracting("import os; os._exit(0)"))),
  CHANGES_A_BYTE(
      "what it brings is not what it was sent",
      () ->
          Zipapps.ytDlp(
              VERSION,
              "",
              fetching(
                  "file.seek(-1, 2); last = file.read(1); file.seek(-1, 2); file.write(bytes([last[0] ^ 1]))"))),
  CUTS_WHAT_IT_FETCHES(
      "fails its trial", () -> Zipapps.ytDlp(VERSION, "", fetching("file.truncate(1000)"))),
  BRINGS_A_PAGE(
      "fails its trial",
      () ->
          Zipapps.ytDlp(
              VERSION,
              "",
              fetching("file.truncate(0); file.write(b'<!DOCTYPE html><html>Oh no!</html>')"))),
  WRITES_ELSEWHERE(
      "fails its trial", () -> Zipapps.ytDlp(VERSION, "open('" + MARK + "', 'w').close()")),
  WRITES_ELSEWHERE_ONCE_IT_FETCHES(
      "fails its trial",
      () -> Zipapps.ytDlp(VERSION, "", extracting("open('" + MARK + "', 'w').close()"))),
  STARTS_ANOTHER_PROGRAM(
      "fails its trial",
      () ->
          Zipapps.ytDlp(
              VERSION, "import subprocess; subprocess.run(['touch', '" + MARK + "'], check=True)")),
  TAKES_ALL_MEMORY("fails its trial", () -> Zipapps.ytDlp(VERSION, "much = b'#' * (8 << 30)")),
  A_BOMB("fails its trial", () -> Zipapps.bomb(VERSION));

  private static final Duration SHORT = Duration.ofSeconds(15);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // its lambdas hold nothing
  private final Supplier<byte[]> program;

  BrokenProgram(String words, Supplier<byte[]> program) {
    this.words = words;
    this.program = program;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void in(ReleaseSite site) {
    site.publish(program.get(), SIGNER);
  }

  @Override
  public Duration trial() {
    return Set.of(HANGS, HANGS_ONCE_IT_FETCHES).contains(this) ? SHORT : Workbench.TRIAL;
  }

  private static byte[] shellScript() {
    byte[] shell = GOOD.clone();
    System.arraycopy(Zipapps.bytes("#!/bin/sh  "), 0, shell, 0, 11);
    return shell;
  }

  /** Python that does something when it looks at a page. */
  private static String extracting(String what) {
    return "def _broken(*args, **kwargs): %s\nGenericIE._real_extract = _broken".formatted(what);
  }

  /** Python that does something to each file that it has fetched. */
  private static String fetching(String what) {
    return """
    from ..downloader.http import HttpFD
    _fetch = HttpFD.real_download
    def _broken(self, name, info):
        came = _fetch(self, name, info)
        with open(name, 'r+b') as file:
            %s
        return came
    HttpFD.real_download = _broken
    """
        .formatted(what);
  }
}
