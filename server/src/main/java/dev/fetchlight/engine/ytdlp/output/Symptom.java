package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words by which a failure is known, in lower case, and what it is. They are those of yt-dlp's
 * extractors and downloaders, of Python, of ffmpeg, and of what sites answer.
 */
record Symptom(Pattern words, Failure failure) {
  static final Failure NO_FORM =
      new Failure(
          Code.UNSUPPORTED_URL,
          "The site has this video in no form that can be downloaded so. Try other choices.");

  static final Failure NOT_UNDERSTOOD =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This server's yt-dlp cannot read the site as it is now. A newer yt-dlp may.");

  /** Of a site that gives no reason; it is the same words to one that it does not like. */
  static final Failure VAGUE =
      new Failure(Code.NOT_FOUND, "The site says that the video is not available, and not why.");

  static final Failure UPCOMING =
      new Failure(
          Code.UPCOMING,
          "It has not begun yet. It is looked for again at its start, and for a day after that.");

  /** The first that fits holds: what a site says of the video goes before how it said so. */
  private static final List<Symptom> ALL =
      List.of(
          of(
              "fetchlight: this live stream is still running",
              Code.UNSUPPORTED_URL,
              "This is a live stream that is still running. Try again when it has ended."),
          of(
              "fetchlight: segment \\d+ is no media",
              Code.NETWORK,
              "A part of the video is missing on the site: one of its segments is no video."),
          of(
              "fetchlight: the file ends before the video does",
              Code.NETWORK,
              "The file ends before the video does: a part of it is missing. Try again later."),
          of(
              "fetchlight: segment \\d+ is not whole",
              Code.NETWORK,
              "A part of the video is missing: what the site sends ends too early. Try again later."),
          of(
              "fetchlight: the site hands out another part",
              new Failure(
                      Code.NETWORK,
                      "The video lies in parts of one file, and the site does not hand those out as it"
                          + " should.")
                  .forGood()),
          of(
              "fetchlight: the parts of this stream cannot",
              Code.UNSUPPORTED_URL,
              "This stream comes in several parts, which this server's yt-dlp cannot put together."
                  + " A newer one may."),
          of(
              "more than \\d+ bytes of|more memory than is given|cannot allocate memory"
                  + "|can't start new thread|^memoryerror",
              Code.TOO_LARGE,
              "The site sends more text than this server takes in for one video."),
          of(
              "no space left on device|errno (28|122)\\b|disk quota exceeded",
              Code.NO_SPACE,
              "The server's disk is full."),
          of(
              "unable to (open|write|rename|create)[^\\n]{0,200}errno (5|13|30)\\b|read-only file system",
              Code.DISK_FAILED,
              "The server's disk did not take the file; the log says more."),
          of(
              "not on whitelist|postprocessing: file:\\S+: invalid argument",
              Code.UNSUPPORTED_URL,
              "What the link leads to is not a video or sound file."),
          of(
              "segments are encrypted in a way|extraction will be delegated",
              Code.UNSUPPORTED_URL,
              "The stream is encrypted in a way that this server cannot read, such as SAMPLE-AES."),
          of(
              "available on this app|latest version of youtube|needs? to be reloaded"
                  + "|supported (in|on|by) this (app|application|device|browser)\\b",
              NOT_UNDERSTOOD),
          of(
              "unsupported url scheme|unknown url type",
              Code.UNSUPPORTED_URL,
              "Parts of the video are at an address that is neither http nor https; this server"
                  + " fetches no other."),
          of(
              "ends before the section begins",
              Code.UNSUPPORTED_URL,
              "The video ends before the time at which the clip would begin."),
          of(
              "not found\\. please install|is not available\\. please install"
                  + "|ffmpeg is not installed|could not be run",
              Code.INTERNAL,
              "The server lacks a program that this download needs."),
          of(
              "http error 429|too many requests|rate.?limit(?!.{0,5}reached or log)|rate reached"
                  + "|you.{1,3}re not a bot|captcha|anti-?bot|suspected as a bot"
                  + "|requests automated|unusual traffic|(blocked|rejected) by server"
                  + "|may have been blocked|request has been blocked|play limit|daily limit"
                  + "|your ip (address )?is (likely |being )*+(blocked|unable)",
              Code.RATE_LIMITED,
              "The site has had enough of this server for now, or takes it for a robot. It is"
                  + " worth trying again later, or with cookies of a login."),
          of(
              "http error 30[12378]\\b|redirect loop|too many redirects|infinite loop",
              new Failure(
                      Code.NETWORK,
                      "The site leads from one link to the next and never to a file. Check the"
                          + " link.")
                  .forGood()),
          of("unable to obtain file audio codec", Code.UNSUPPORTED_URL, "This video has no sound."),
          of(
              "got error: http error (404|410)\\b|http error (404|410)\\b[^\\n]*fragment retries",
              Code.NOT_FOUND,
              "A segment of the video is missing on the site."),
          of(
              "got error: http error 403\\b|http error 403\\b[^\\n]*fragment retries",
              Code.FORBIDDEN,
              "The site refuses to hand out a segment of the video. A link that is new, or cookies"
                  + " of a login, may help."),
          of(
              "aes key|aes-?128 key|padding is incorrect|invalid (key|padding)",
              Code.NETWORK,
              "The key to the encrypted stream is not right. Try again later."),
          of(
              "badstatusline|bad status line|icy 200",
              Code.NETWORK,
              "The site does not answer as a web server does."),
          of(
              "\\bdrm\\b",
              Code.UNSUPPORTED_URL,
              "The video is protected by DRM and cannot be downloaded."),
          of(
              "unsupported url|is not a valid url|blob url|looks truncated|for piracy",
              Code.UNSUPPORTED_URL,
              "No video was found behind this link. Check it, or use the link of the video's page."),
          of(
              "geo.?(restrict|block)|(your|this) (location|country|region)|in your area"
                  + "|http error 451|only available in \\w|licensed to users in|available in \\w+ only"
                  + "|blocked (it )?in|government|licensing restrictions|outside \\w+\\W*$"
                  + "|available from your",
              Code.GEO_BLOCKED,
              "The site does not show this video in the server's country."),
          of(
              "premieres? in|will (begin|start|be available)|(has |have )?not (yet )?(started|begun)"
                  + "|not yet (started|available)|not available yet|scheduled for"
                  + "|available (only )?after \\d",
              UPCOMING),
          of(
              "not (currently )?live|is (currently |now )?(offline|processing)|stream is offline"
                  + "|\\boffline\\W{0,3}$|may still be|queued for processing",
              Code.NOT_FOUND,
              "The video is not there yet. Try again once it has been broadcast."),
          of(
              "cookies? file|netscape format",
              Code.LOGIN_REQUIRED,
              "The cookies cannot be read. Hand them in once more, in the Netscape text form."),
          of(
              "http error 401\\b",
              Code.LOGIN_REQUIRED,
              "The site asks for a user name and a password. Hand in a login, or cookies of one."),
          of(
              "\\bprivate\\b|members?.only|(only|available) (for|to) .{0,40}(members|users|friends)"
                  + "|for friends only|subscri|premium|\\bpaid\\b|payment|pay for|for free|not free"
                  + "|purchase|\\brent(al|ed)?\\b|\\blog(ged)?.?in(to)?\\b|\\bsign.?in\\b|registered"
                  + "|authenticat|not authorized|confirm your age|age.?restrict"
                  + "|older than|pass(word|code)|credentials|cookies|expired token|\\ban account|your account"
                  + "|tokens? ha(s|ve) |invalid username|unable to access this|sensitive content"
                  + "|have access to|permission to|content is unreachable|supporter|\\blocked\\b|nsfw",
              Code.LOGIN_REQUIRED,
              "The site shows this video only to people who are logged in, or have paid for it."
                  + " Hand in cookies of such a login."),
          of("format is not available|cannot be partially|no (suitable )?formats", NO_FORM),
          of("(?<!service )\\b(unavailable|not available)\\W{0,3}$", VAGUE),
          of(
              "http error (404|410)\\b|(?<!service )unavailable|(not|no longer) available|(removed|deleted|terminated"
                  + "|expired|taken down|withdrawn|suspended|disabled|rejected)\\b|n.t exist|not exist|no longer exists"
                  + "|not found or|no such (?!file)|has ended|was ended|\\bended and\\b|not been made available|already finished|unplayable|copyright"
                  + "|not archived|author of the video is blocked|404 not found|410 gone"
                  + "|\\b(video|content|page|track|clip|show|space|channel|item)( \\S+)? not found\\W*$",
              Code.NOT_FOUND,
              "The video does not exist, or not any more."),
          of(
              "http error 4(?!01|04|08|10|29|51)\\d\\d\\b|forbidden|access denied|\\brestricted\\b",
              Code.FORBIDDEN,
              "The site refuses to hand out this video. A link that is new, or cookies of a login,"
                  + " may help."),
          of(
              "timed out|timeout|time-out|http error (408|504)\\b",
              Code.TIMEOUT,
              "The site did not answer in time."),
          of(
              "name or service not known|name resolution|nodename nor servname|no address"
                  + "|getaddrinfo|failed to resolve|http error 50[24]: site|tunnel connection failed"
                  + "|connection refused|unreachable|no route to host",
              Code.NETWORK,
              "The site cannot be reached. Check the link, or try again later."),
          of(
              "certificate",
              new Failure(
                      Code.NETWORK,
                      "There is no secure connection to the site: its certificate is not right.")
                  .forGood()),
          of(
              "\\bssl|handshake",
              Code.NETWORK,
              "There is no secure connection to the site. Try again later."),
          of(
              "file is empty|did not get any data blocks",
              new Failure(
                      Code.NETWORK, "The file behind this link is empty: there is nothing in it.")
                  .forGood()),
          of(
              "incompleteread|more expected|content too short|ends prematurely",
              Code.NETWORK,
              "The file on the site is shorter than the site says. Try again later."),
          of(
              "fragment \\d+ not found|unable to continue",
              Code.NETWORK,
              "A segment of the video could not be fetched. Try again later."),
          of(
              "remote end closed|incomplete|connection (was )?(reset|aborted|broken"
                  + "|closed)|broken pipe|giving up after"
                  + "|fragment"
                  + "|5xx server error|bytes read|network error|server.?side|receiving data"
                  + "|ffmpeg exited|input/output error|corrupt input|empty page",
              Code.NETWORK,
              "The connection to the site broke off. Try again."),
          of(
              "postprocessing|preprocessing|conversion failed|ffmpeg|ffprobe",
              Code.INTERNAL,
              "The parts of the video could not be put together."),
          of(
              "no (active |embedded |supported )?(video|audio|media|stream|download|episode|track"
                  + "|source|metadata)|not a (video|file)|n.t (have|contain) (a |any )?(video|audio|track)"
                  + "|any videos?\\b|(is|are) (currently )?(not|no longer) supported|only video",
              Code.UNSUPPORTED_URL,
              "No video that can be downloaded was found behind this link."));

  /** What the words tell; empty where they tell nothing. */
  static Optional<Failure> in(String said) {
    return ALL.stream()
        .filter(symptom -> symptom.words().matcher(said).find())
        .findFirst()
        .map(Symptom::failure);
  }

  private static Symptom of(String words, Failure failure) {
    return new Symptom(Pattern.compile(words, Pattern.MULTILINE), failure);
  }

  private static Symptom of(String words, Code code, String sentence) {
    return new Symptom(Pattern.compile(words, Pattern.MULTILINE), new Failure(code, sentence));
  }
}
