package dev.fetchlight.engine.ytdlp.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one child lives: a hidden folder in its scratch folder with a home, a place for temporary
 * files and a PATH on which there is nothing but ffmpeg, ffprobe and a JavaScript runtime in {@link
 * Blinkers}. So no other downloader can be started, no user's settings are read, and all that is
 * left behind goes with the folder.
 */
public final class Nest implements AutoCloseable {
  /** What the name of a folder begins with that is no job's, but there for one look at a link. */
  public static final String LOOK = "look-";

  private static final FileAttribute<?> OURS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String NAME = ".run";

  /** What the manners show at the one place that it is for; see cookies.py. */
  private static final String LOGIN = "login";

  private static final String COOKIES = "cookies";

  /** Far more than all cookies of any site. */
  private static final int MOST_COOKIES = 4 * 1_024 * 1_024;

  private static final JsonFactory JSON = new JsonFactory();

  /** Without it yt-dlp takes the file for something else. */
  private static final String COOKIES_HEAD = "# Netscape HTTP Cookie File\n";

  private final Path folder;
  private final boolean plugins;

  private Nest(Path folder, boolean plugins) {
    this.folder = folder;
    this.plugins = plugins;
  }

  public static Nest in(Path scratch, Programs programs) throws IOException {
    Nest nest =
        new Nest(scratch.toRealPath().resolve(NAME), programs.additions().plugins() != null);
    nest.close();
    for (String place : List.of("bin", "home", "tmp")) {
      Files.createDirectories(nest.folder.resolve(place), OURS);
    }
    Blinkers.put(nest.folder.resolve("bin"), programs);
    return nest;
  }

  /**
   * Removes the nests that a killed service left in the scratch folders below {@code root}, and the
   * folders of its looks.
   */
  public static void sweepLeftovers(Path root) throws IOException {
    try (Stream<Path> folders = Files.isDirectory(root) ? Files.list(root) : Stream.of()) {
      for (Path folder : folders.toList()) {
        boolean look = String.valueOf(folder.getFileName()).startsWith(LOOK);
        remove(look ? folder : folder.resolve(NAME));
      }
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /**
   * All that a child gets to know of the world.
   *
   * @param proxies the variables that lead it out
   */
  public Map<String, String> environment(Map<String, String> proxies) {
    String home = folder.resolve("home").toString();
    Map<String, String> environment = new HashMap<>(proxies);
    environment.put("PATH", folder.resolve("bin").toString());
    environment.put("HOME", home);
    environment.put("XDG_CONFIG_HOME", home);
    environment.put("XDG_CACHE_HOME", home);
    environment.put("XDG_DATA_HOME", home);
    environment.put("TMPDIR", folder.resolve("tmp").toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("PYTHONIOENCODING", "utf-8");
    environment.put("PYTHONUNBUFFERED", "1");
    if (!plugins) {
      environment.put("YTDLP_NO_PLUGINS", "1");
    }
    environment.put("FETCHLIGHT_LOGIN", folder.resolve(LOGIN).toString());
    return Map.copyOf(environment);
  }

  /**
   * Arguments with which yt-dlp shows cookies to the site, from a file that nobody else may read
   * and that goes with this folder. So does one for the login.
   */
  public List<String> showing(@Nullable Cookies cookies, List<String> arguments)
      throws IOException {
    if (cookies != null && cookies.login() != null) {
      keep(folder.resolve(LOGIN), json(cookies.login()));
    }
    if (cookies == null || !cookies.any()) {
      return arguments;
    }
    Path file = folder.resolve(COOKIES);
    keep(file, COOKIES_HEAD + cookies.text());
    List<String> all = new ArrayList<>(List.of("--cookies", file.toString()));
    all.addAll(arguments);
    return all;
  }

  /** What yt-dlp has made of the cookies that it was to show; empty where there were none. */
  public Optional<Cookies> returned() {
    // What ran here could have put a link there, or something without an end.
    if (!Files.isRegularFile(folder.resolve(COOKIES), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream file =
        Files.newInputStream(folder.resolve(COOKIES), LinkOption.NOFOLLOW_LINKS)) {
      byte[] text = file.readNBytes(MOST_COOKIES + 1);
      return text.length > MOST_COOKIES
          ? Optional.empty()
          : Optional.of(new Cookies(new String(text, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes a text that nobody else may read. */
  static void keep(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret);
  }

  private static String json(Login login) throws IOException {
    URI place = URI.create(login.origin());
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("host", place.getHost().replaceAll("[\\[\\]]", ""));
      json.writeNumberField("port", place.getPort() < 0 ? 443 : place.getPort());
      json.writeStringField("authorization", login.authorization());
      json.writeEndObject();
    }
    return text.toString();
  }

  /** Bytes in a scratch folder; what vanishes meanwhile does not count. */
  public static long bytesIn(Path scratch) {
    try (Stream<Path> files = Files.walk(scratch)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Removes everything below {@code scratch} but {@code kept}. */
  public static void sweep(Path scratch, Collection<Path> kept) throws IOException {
    try (Stream<Path> entries = Files.list(scratch)) {
      for (Path entry : entries.filter(entry -> !kept.contains(entry)).toList()) {
        remove(entry);
      }
    }
  }

  /** Removes a whole tree, where it is there. */
  public static void remove(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    }
  }

  @Override
  public void close() throws IOException {
    remove(folder);
  }
}
