package dev.fetchlight.engine.ytdlp.program;

import dev.fetchlight.engine.Readiness;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What the programs are, in words for an operator, with what to do where that is too little. */
final class Bulletin {
  private static final String LEAST_DENO = "2.3.0";

  private Bulletin() {}

  static Readiness ytDlp(Equipment equipment, String manner, Instant now) {
    OptionalLong age = equipment.ageInDays(now);
    String version = equipment.ytDlp().orElse("of a version not known yet");
    String days = age.isPresent() ? ", " + days(age.getAsLong()) : "";
    String detail = "yt-dlp " + version + days + " (" + manner + "), ffmpeg";
    return equipment.old(now)
        ? Readiness.with(
            detail,
            "yt-dlp %s is %s, and sites have changed since: downloads from YouTube and other big sites fail or come in low quality. Install a current yt-dlp, or set FETCHLIGHT_YT_DLP to one."
                .formatted(version, days(age.getAsLong())))
        : Readiness.of(detail);
  }

  static Readiness runtime(Equipment equipment, RuntimeSearch search) {
    Optional<JsRuntime> runtime = equipment.runtime();
    if (runtime.isEmpty()) {
      return Readiness.with(
          "none",
          search.named() == null
              ? "There is no JavaScript runtime, so YouTube gives little or nothing. Start with script/server, which brings deno, or set FETCHLIGHT_JS_RUNTIME to the file of deno 2.3 or newer."
              : "There is no program at %s, which FETCHLIGHT_JS_RUNTIME names, so YouTube gives little or nothing."
                  .formatted(search.named().file()));
    }
    JsRuntime.Kind kind = runtime.get().kind();
    String name = equipment.runtimeName().orElseThrow();
    if (kind == JsRuntime.Kind.DENO
        && equipment.runtimeVersion().filter(each -> older(each, LEAST_DENO)).isPresent()) {
      return Readiness.with(
          name,
          name
              + " is too old to solve YouTube's challenges. Install deno 2.3 or newer, or leave FETCHLIGHT_JS_RUNTIME out.");
    }
    if (equipment.ytDlp().isPresent() && !equipment.asksRuntimes()) {
      return Readiness.of(name + ", which a yt-dlp of before November 2025 does not use");
    }
    if (equipment.insight().filter(each -> !each.solver()).isPresent()) {
      return Readiness.with(
          name + ", without the scripts that solve challenges",
          "This yt-dlp comes without yt-dlp-ejs, the scripts by which %s solves YouTube's challenges. Take the official yt-dlp, or install yt-dlp-ejs beside it."
              .formatted(kind.wire()));
    }
    return Readiness.of(
        kind.closed()
            ? name
            : name + ", which only the wall keeps from the network and from files");
  }

  static String impersonation(Optional<Equipment.Insight> insight) {
    return insight
        .map(each ->
            each.impersonates()
                ? "available"
                : "not available: a few sites refuse whoever does not look like a browser")
        .orElse("not known");
  }

  static String additions(Optional<Equipment.Insight> insight, Additions additions) {
    String modules =
        insight
            .map(each -> each.modules().isEmpty() ? "none" : String.join(", ", each.modules()))
            .orElse("not known");
    String found =
        insight
            .map(each -> each.plugins().isEmpty() ? "none" : String.join(", ", each.plugins()))
            .orElse("not known");
    return "modules: %s; plugins: %s; PO tokens: %s"
        .formatted(
            modules,
            additions.plugins() == null ? "off" : found,
            additions.tokens() == null ? "from nowhere" : "from " + additions.tokens());
  }

  private static String days(long days) {
    return days == 1 ? "1 day old" : String.format(Locale.ROOT, "%,d days old", days);
  }

  private static boolean older(String version, String least) {
    String[] ours = version.split("\\.", -1);
    String[] theirs = least.split("\\.", -1);
    for (int each = 0; each < theirs.length && each < ours.length; each++) {
      int compared = Integer.compare(number(ours[each]), number(theirs[each]));
      if (compared != 0) {
        return compared < 0;
      }
    }
    return false;
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
