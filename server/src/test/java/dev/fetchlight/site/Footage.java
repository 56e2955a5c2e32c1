package dev.fetchlight.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The site's files, made by ffmpeg once a machine and kept in the temp folder. */
final class Footage {
  /** Part of the folder's name: a change of what is made below needs a new number. */
  private static final int EDITION = 9;

  private static final List<String> CLIP =
      List.of(
          "-f lavfi -i testsrc2=size=640x360:rate=25:duration=12",
          "-f lavfi -i sine=frequency=440:sample_rate=44100:duration=12",
          "-vf noise=alls=12:allf=t -c:v libx264 -preset ultrafast -b:v 2500k -maxrate 2500k",
          "-bufsize 2500k -g 25 -pix_fmt yuv420p -c:a aac -b:a 96k -movflags +faststart clip.mp4");

  private Footage() {}

  /** The folder with all files in it. */
  static Path folder() {
    Path ready = Path.of(System.getProperty("java.io.tmpdir"), "fetchlight-footage-" + EDITION);
    try {
      if (!Files.isDirectory(ready)) {
        Path making = Files.createTempDirectory("fetchlight-footage-making");
        make(making);
        try {
          Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
          if (!Files.isDirectory(ready)) { // else another test program was quicker
            throw e;
          }
        }
      }
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path folder) throws IOException {
    for (String part :
        List.of(
            "hls",
            "hls/video",
            "hls/audio",
            "hls/sealed",
            "hls/fmp4",
            "hls/other",
            "dash",
            "ladder")) {
      Files.createDirectory(folder.resolve(part));
    }
    ffmpeg(folder, String.join(" ", CLIP));
    ffmpeg(
        folder,
        "-f lavfi -i testsrc=size=320x180:rate=10:duration=1 -f lavfi -i sine=duration=1"
            + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart"
            + " short.mp4");
    ffmpeg(
        folder,
        "-f lavfi -i testsrc2=size=360x640:rate=25:duration=3 -f lavfi -i sine=duration=3"
            + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart"
            + " portrait.mp4");
    twin(folder);
    String hls = "-f hls -hls_time 1 -hls_list_size 0 -hls_playlist_type vod";
    ffmpeg(folder, "-i clip.mp4 -c copy " + hls + " hls/clip.m3u8");
    ffmpeg(folder, "-i clip.mp4 -map 0:v -c copy " + hls + " hls/video/list.m3u8");
    ffmpeg(folder, "-i clip.mp4 -map 0:a -c copy " + hls + " hls/audio/list.m3u8");
    sealed(folder);
    ffmpeg(
        folder,
        "-i clip.mp4 -map 0:v -c copy -hls_segment_type fmp4 " + hls + " hls/fmp4/list.m3u8");
    ffmpeg(folder, "-i portrait.mp4 -c copy " + hls + " hls/other/list.m3u8");
    ffmpeg(
        folder,
        "-i portrait.mp4 -c copy -hls_segment_type fmp4 -hls_fmp4_init_filename other.mp4 "
            + hls
            + " hls/other/part.m3u8");
    ffmpeg(
        folder,
        "-f lavfi -i sine=duration=5 -c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0 radio.mp3");
    ffmpeg(folder, "-f lavfi -i sine=duration=5 -c:a aac -f adts radio.aac");
    half(folder.resolve("hls/fmp4/list3.m4s"), folder.resolve("hls/fmp4/half.m4s"));
    half(folder.resolve("clip.mp4"), folder.resolve("half.mp4"));
    ffmpeg(folder, "-i clip.mp4 -map 0:v -c copy -movflags +faststart dash/video.mp4");
    ffmpeg(folder, "-i clip.mp4 -map 0:a -c copy -movflags +faststart dash/audio.m4a");
    for (String rung : List.of("320x180", "854x480", "1280x720")) {
      String height = rung.substring(rung.indexOf('x') + 1);
      ffmpeg(
          folder,
          "-f lavfi -i testsrc2=size=%s:rate=10:duration=2 -c:v libx264 -preset ultrafast"
                  .formatted(rung)
              + " -pix_fmt yuv420p -movflags +faststart ladder/%s.mp4".formatted(height));
    }
    ffmpeg(folder, "-f lavfi -i sine=duration=2 -c:a aac -movflags +faststart ladder/sound.m4a");
    ffmpeg(
        folder,
        "-i short.mp4 -c:v libvpx -deadline realtime -c:a libvorbis -b:v 200k unusual.webm");
    ffmpeg(folder, "-i clip.mp4 -frames:v 1 thumbnail.jpg");
    ffmpeg(folder, "-i portrait.mp4 -frames:v 1 thumbnail.png");
  }

  private static void half(Path whole, Path half) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** The sound in segments that are encrypted, each with its number in the list for a vector. */
  private static void sealed(Path folder) throws IOException {
    String key = "sixteen octets..";
    int first = 7;
    Path plain = folder.resolve("hls/audio");
    Path sealed = folder.resolve("hls/sealed");
    Files.writeString(sealed.resolve("key.bin"), key);
    String list = Files.readString(plain.resolve("list.m3u8"));
    Files.writeString(
        sealed.resolve("list.m3u8"),
        list.replace(
            "#EXT-X-MEDIA-SEQUENCE:0\n",
            "#EXT-X-MEDIA-SEQUENCE:" + first + "\n#EXT-X-KEY:METHOD=AES-128,URI=\"key.bin\"\n"));
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      int number = first;
      for (String name : list.lines().filter(line -> line.endsWith(".ts")).toList()) {
        cipher.init(
            Cipher.ENCRYPT_MODE,
            new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "AES"),
            new IvParameterSpec(ByteBuffer.allocate(16).putLong(8, number++).array()));
        Files.write(sealed.resolve(name), cipher.doFinal(Files.readAllBytes(plain.resolve(name))));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** As long as the clip and with the same beginning, but with other pictures. */
  private static void twin(Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("clip.mp4"));
    for (int at = 100_000; at < bytes.length; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(folder.resolve("twin.mp4"), bytes);
  }

  private static void ffmpeg(Path folder, String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("ffmpeg " + arguments + ": " + said);
    }
  }
}
