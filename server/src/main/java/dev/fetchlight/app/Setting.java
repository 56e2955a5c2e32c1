package dev.fetchlight.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting there is: its default as one would write it, and what it means. */
enum Setting {
  HOST("127.0.0.1", "the address to listen on"),
  PORT("8080", "the port to listen on; 0 picks a free one"),
  DATA_DIR("./data", "the folder for database, media and partial files"),
  WORKERS("3", "downloads at once; 0 makes a node that only serves"),
  PER_SITE("0", "downloads of one site at once; 0 for no limit"),
  TRIES("5", "tries of a download before a failure that can pass is its end"),
  STALL_TIMEOUT("60s", "how long a source may send nothing before it is given up"),
  MAX_SPEED("unlimited", "bytes a second for all downloads together, such as 5MB"),
  MAX_ITEMS("1000", "the most entries of one list"),
  TOKEN(null, "the access token; needed when the host is not loopback"),
  ALLOWED_ORIGINS(
      null,
      "browser origins that may call the API and open sockets, besides its own; comma-separated"),
  PUBLIC_URL(null, "where people reach it through other servers, path included: https://host/path"),
  TRUSTED_PROXIES(
      null,
      "CIDRs of servers in front whose X-Forwarded-For and -Proto are believed; comma-separated"),
  CLIENT_CONNECTIONS(
      "20000", "connections that one address may hold; an IPv6 network of 64 bits counts as one"),
  EGRESS_ALLOW(
      null, "CIDRs outside the public internet that downloads may still reach; comma-separated"),
  PROXY(
      null,
      "the way out: http, https, socks5 or socks5h://name:password@host:port, also by site as"
          + " example.org=socks5h://…,*=direct"),
  YT_DLP(null, "the yt-dlp program; found on PATH when absent"),
  JS_RUNTIME(
      null,
      "the JavaScript runtime that YouTube needs, deno; found when absent. node:/path at your own risk"),
  PYTHON(null, "the Python that yt-dlp runs with, such as a venv's with curl_cffi"),
  PLUGINS(null, "a folder with yt-dlp's plugins, one folder or archive each; none when absent"),
  POT_URL(null, "the one provider that plugins get PO tokens from, as http://127.0.0.1:4416"),
  YT_DLP_UPDATE(
      null, "which yt-dlp is fetched and kept new: stable (without a path), nightly or off"),
  YT_DLP_RELEASES(null, "a mirror of its releases: https://host/path with latest/download/ below"),
  YT_DLP_KEY(null, "a file with the OpenPGP public keys that the mirror signs with"),
  SPONSORBLOCK_URL(
      "https://sponsor.ajay.app", "the server that is asked for what SponsorBlock knows"),
  FFMPEG(null, "the ffmpeg program; found on PATH when absent"),
  MAX_FILE_SIZE("16GiB", "the most bytes one job may fetch"),
  MAX_PAGE_SIZE("32MiB", "the most bytes of a page, list or other text that one look takes in"),
  MAX_DURATION("6h", "the longest playing time of one job"),
  MIN_FREE_SPACE("1GiB", "below it no job starts, and running ones wait until there is room"),
  RETENTION("forever", "how long finished media is kept, such as 30d"),
  DATABASE_URL(null, "postgresql://… for a cluster; the embedded database when absent"),
  NATS_URL(null, "nats://… for a cluster; in-process when absent"),
  S3_URL(null, "an S3-compatible store; disk when absent"),
  S3_BUCKET(null, "its bucket"),
  S3_REGION(null, "its region"),
  S3_ACCESS_KEY(null, "its access key"),
  S3_SECRET_KEY(null, "its secret key");

  private static final String PREFIX = "FETCHLIGHT_";

  private final @Nullable String standard;
  private final String meaning;

  Setting(@Nullable String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  /** The environment variable. */
  String variable() {
    return PREFIX + name();
  }

  /** The flag of the same name. */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Optional<String> standard() {
    return Optional.ofNullable(standard);
  }

  String meaning() {
    return meaning;
  }

  static boolean ours(String variable) {
    return variable.startsWith(PREFIX);
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values()).filter(each -> each.variable().equals(variable)).findFirst();
  }

  static Optional<Setting> ofFlag(String flag) {
    return Arrays.stream(values())
        .filter(each -> each.flag().equals(flag) || ("--" + each.variable()).equals(flag))
        .findFirst();
  }
}
