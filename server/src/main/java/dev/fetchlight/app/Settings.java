package dev.fetchlight.app;

import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.egress.address.AddressRanges;
import dev.fetchlight.egress.proxy.Routes;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.ytdlp.program.Additions;
import dev.fetchlight.engine.ytdlp.program.JsRuntime;
import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.PublicUrl;
import dev.fetchlight.update.Channel;
import dev.fetchlight.update.UpdateSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read once at the start and checked.
 *
 * @param perSite 0 for no limit
 * @param origins browser origins, such as {@code https://example.com}
 * @param retention empty to keep media for ever
 */
record Settings(
    String host,
    int port,
    Path dataDir,
    int workers,
    int perSite,
    int tries,
    Duration stallTimeout,
    OptionalLong maxSpeed,
    int maxItems,
    @Nullable String token,
    Set<String> origins,
    Frontage frontage,
    AddressPolicy egress,
    Routes routes,
    Optional<Path> ytDlp,
    UpdateSettings updates,
    URI sponsorBlock,
    Optional<Path> ffmpeg,
    Optional<JsRuntime.Named> jsRuntime,
    Additions additions,
    Limits limits,
    long maxPageSize,
    long minFreeSpace,
    Optional<Duration> retention) {

  private static final List<Setting> CLUSTER =
      List.of(
          Setting.DATABASE_URL,
          Setting.NATS_URL,
          Setting.S3_URL,
          Setting.S3_BUCKET,
          Setting.S3_REGION,
          Setting.S3_ACCESS_KEY,
          Setting.S3_SECRET_KEY);

  static Settings read(Map<String, String> environment, List<String> arguments) {
    SettingSource source = new SettingSource(environment, arguments);
    for (Setting setting : CLUSTER) {
      if (source.find(setting).isPresent()) {
        throw new SettingsException(
            setting.variable()
                + " is for clusters, which this version cannot build yet; leave it out to use the embedded database, the in-process bus and the disk.");
      }
    }
    String host = source.find(Setting.HOST).orElseThrow();
    String token = source.find(Setting.TOKEN).orElse(null);
    if (token == null && !loopback(host)) {
      throw new SettingsException(
          "FETCHLIGHT_HOST "
              + host
              + " can be reached by others, so FETCHLIGHT_TOKEN must be set.");
    }
    return new Settings(
        host,
        whole(source, Setting.PORT, 65_535),
        path(source, Setting.DATA_DIR).orElseThrow(),
        whole(source, Setting.WORKERS, 1_000),
        whole(source, Setting.PER_SITE, 1_000),
        positive(source, Setting.TRIES, 100),
        duration(source, Setting.STALL_TIMEOUT),
        source.find(Setting.MAX_SPEED).orElseThrow().equals("unlimited")
            ? OptionalLong.empty()
            : OptionalLong.of(size(source, Setting.MAX_SPEED)),
        positive(source, Setting.MAX_ITEMS, 100_000),
        token,
        origins(source),
        new Frontage(
            new Clients(trusted(source)::contains),
            positive(source, Setting.CLIENT_CONNECTIONS, 1_000_000),
            publicUrl(source)),
        egress(source),
        routes(source),
        path(source, Setting.YT_DLP),
        updates(source),
        sponsorBlock(source),
        path(source, Setting.FFMPEG),
        jsRuntime(source),
        additions(source),
        new Limits(size(source, Setting.MAX_FILE_SIZE), duration(source, Setting.MAX_DURATION)),
        size(source, Setting.MAX_PAGE_SIZE),
        size(source, Setting.MIN_FREE_SPACE),
        source
            .find(Setting.RETENTION)
            .filter(text -> !text.equals("forever"))
            .map(_ -> duration(source, Setting.RETENTION)));
  }

  static String help() {
    String lines =
        Arrays.stream(Setting.values())
            .map(each ->
                String.format(
                    "  %-18s %-29s %s%s",
                    each.flag(),
                    each.variable(),
                    each.meaning(),
                    each.standard().map(text -> " (" + text + ")").orElse("")))
            .collect(Collectors.joining("\n"));
    return "Fetchlight downloads media and lets everyone watch it arrive, live.\n\n"
        + "Every setting is a flag or an environment variable; the default stands in parentheses.\n\n"
        + lines
        + "\n  --help                                           this list\n";
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingsException(
          "FETCHLIGHT_HOST " + host + " is no address of this machine, as 127.0.0.1 or 0.0.0.0.");
    }
  }

  private static int whole(SettingSource source, Setting setting, int most) {
    return whole(source, setting, 0, most);
  }

  private static int positive(SettingSource source, Setting setting, int most) {
    return whole(source, setting, 1, most);
  }

  private static int whole(SettingSource source, Setting setting, int least, int most) {
    String text = source.find(setting).orElseThrow();
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of bounds.
    }
    throw wrong(setting, text, "a whole number from " + least + " to " + most);
  }

  private static Optional<Path> path(SettingSource source, Setting setting) {
    return source
        .find(setting)
        .map(text -> {
          try {
            return Path.of(text).toAbsolutePath().normalize();
          } catch (InvalidPathException e) {
            throw wrong(setting, text, "a path");
          }
        });
  }

  private static Optional<JsRuntime.Named> jsRuntime(SettingSource source) {
    return source
        .find(Setting.JS_RUNTIME)
        .map(text -> {
          try {
            return JsRuntime.Named.parse(text);
          } catch (IllegalArgumentException e) {
            throw wrong(Setting.JS_RUNTIME, text, String.valueOf(e.getMessage()));
          }
        });
  }

  private static Additions additions(SettingSource source) {
    Optional<Path> plugins = path(source, Setting.PLUGINS);
    plugins
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(folder -> {
          throw wrong(Setting.PLUGINS, folder.toString(), "a folder that is there");
        });
    return new Additions(
        path(source, Setting.PYTHON).orElse(null),
        plugins.orElse(null),
        source.find(Setting.POT_URL).map(Settings::provider).orElse(null));
  }

  private static URI provider(String text) {
    try {
      URI uri = URI.create(text);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getPort() > 0
          && text.equals(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw wrong(Setting.POT_URL, text, "an address with its port such as http://127.0.0.1:4416");
  }

  private static long size(SettingSource source, Setting setting) {
    String text = source.find(setting).orElseThrow();
    return Quantity.bytes(text)
        .orElseThrow(() -> wrong(setting, text, "a size such as 500MB, 16GiB or 1048576"));
  }

  private static Duration duration(SettingSource source, Setting setting) {
    String text = source.find(setting).orElseThrow();
    return Quantity.duration(text)
        .orElseThrow(() -> wrong(setting, text, "a time such as 90s, 30m, 6h or 30d"));
  }

  private static Set<String> origins(SettingSource source) {
    return source.find(Setting.ALLOWED_ORIGINS).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .map(Settings::origin)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String origin(String text) {
    try {
      URI uri = URI.create(text);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw wrong(Setting.ALLOWED_ORIGINS, text, "a list of origins such as https://example.com");
  }

  private static UpdateSettings updates(SettingSource source) {
    String text =
        source
            .find(Setting.YT_DLP_UPDATE)
            .orElse(source.find(Setting.YT_DLP).isPresent() ? "off" : "stable");
    Channel channel =
        Channel.parse(text)
            .orElseThrow(() -> wrong(Setting.YT_DLP_UPDATE, text, "stable, nightly or off"));
    Optional<Path> key = path(source, Setting.YT_DLP_KEY);
    try {
      key.ifPresent(UpdateSettings::checkKeys);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "%s %s %s.".formatted(Setting.YT_DLP_KEY.variable(), key.orElseThrow(), e.getMessage()));
    }
    return new UpdateSettings(
        channel, source.find(Setting.YT_DLP_RELEASES).map(Settings::mirror), key);
  }

  private static URI mirror(String text) {
    try {
      URI uri = URI.create(text);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw wrong(
        Setting.YT_DLP_RELEASES, text, "a link such as https://example.com/yt-dlp/releases");
  }

  private static AddressRanges trusted(SettingSource source) {
    try {
      return AddressRanges.parse(source.find(Setting.TRUSTED_PROXIES).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(Setting.TRUSTED_PROXIES.variable() + ": " + e.getMessage() + ".");
    }
  }

  private static PublicUrl publicUrl(SettingSource source) {
    return source
        .find(Setting.PUBLIC_URL)
        .map(text -> {
          try {
            return PublicUrl.parse(text);
          } catch (IllegalArgumentException e) {
            throw wrong(Setting.PUBLIC_URL, text, String.valueOf(e.getMessage()));
          }
        })
        .orElse(PublicUrl.NONE);
  }

  private static URI sponsorBlock(SettingSource source) {
    String text = source.find(Setting.SPONSORBLOCK_URL).orElseThrow();
    String plain = text.replaceFirst("/+$", "");
    if (!plain.matches("(?i)https?://[^\\s/?#@]+(/[^\\s?#@]*)?")) {
      throw wrong(Setting.SPONSORBLOCK_URL, text, "a link such as https://sponsor.ajay.app");
    }
    try {
      return URI.create(plain);
    } catch (IllegalArgumentException e) {
      throw wrong(Setting.SPONSORBLOCK_URL, text, "a link such as https://sponsor.ajay.app");
    }
  }

  private static AddressPolicy egress(SettingSource source) {
    try {
      return AddressPolicy.parse(source.find(Setting.EGRESS_ALLOW).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(Setting.EGRESS_ALLOW.variable() + ": " + e.getMessage() + ".");
    }
  }

  /** Shows nothing of what was set: any part of it may be a password. */
  private static Routes routes(SettingSource source) {
    try {
      return Routes.parse(source.find(Setting.PROXY).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          Setting.PROXY.variable()
              + ": "
              + e.getMessage()
              + ". Write it as socks5h://name:password@host:port or example.org=…,*=direct,"
              + " with %2C for a comma, %40 for an @ and %25 for a % in name or password.");
    }
  }

  private static SettingsException wrong(Setting setting, String text, String wanted) {
    return new SettingsException(
        setting.variable() + " is \"" + text + "\", but must be " + wanted + ".");
  }
}
