package dev.fetchlight.engine;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of media file that may leave a scratch folder; whatever a site calls its file, nothing
 * else does.
 *
 * @param extension lower case, without the dot
 * @param mediaType as in {@code Content-Type}
 */
public record MediaKind(String extension, String mediaType) {
  /** One whose bytes must tell first. */
  public static final MediaKind UNKNOWN = new MediaKind("bin", "application/octet-stream");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("flv", "video/x-flv"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("mpg", "video/mpeg"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("3gp", "video/3gpp"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("weba", "audio/webm"),
          Map.entry("mka", "audio/x-matroska"),
          Map.entry("aac", "audio/aac"),
          Map.entry("m2ts", "video/mp2t"),
          Map.entry("mts", "video/mp2t"),
          Map.entry("vob", "video/mpeg"),
          Map.entry("wmv", "video/x-ms-wmv"),
          Map.entry("asf", "video/x-ms-asf"),
          Map.entry("wma", "audio/x-ms-wma"),
          Map.entry("mxf", "application/mxf"),
          Map.entry("rm", "application/vnd.rn-realmedia"),
          Map.entry("aiff", "audio/aiff"),
          Map.entry("amr", "audio/amr"),
          Map.entry("caf", "audio/x-caf"),
          Map.entry("au", "audio/basic"),
          Map.entry("wv", "audio/x-wavpack"),
          Map.entry("ac3", "audio/ac3"),
          Map.entry("eac3", "audio/eac3"));

  /** Brands of pictures that are packed like a video (HEIF, AVIF), moving ones too. */
  private static final Set<String> STILLS =
      Set.of("avif", "avis", "heic", "heix", "heim", "heis", "mif1", "mif2", "msf1", "jxl ");

  /** Whether what an MP4 file says it is ({@code ftyp}) is a picture and no video. */
  public static boolean still(String brand) {
    return STILLS.contains(brand);
  }

  /** The kind of a file by its name, or empty where it is no kind that we keep. */
  public static Optional<MediaKind> of(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(TYPES.get(extension)).map(type -> new MediaKind(extension, type));
  }
}
