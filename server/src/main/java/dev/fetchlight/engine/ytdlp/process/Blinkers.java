package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.JsRuntime;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Small programs that stand in a child's PATH for real ones. ffmpeg and ffprobe see media alone: it
 * names the demuxers and the protocols that an input may have. Each of the demuxers reads the one
 * file that it is given, so no text of a site, whatever it is called, makes ffmpeg read another or
 * connect anywhere. The one list that it reads is yt-dlp's own, of the stretches of one file that
 * are kept. A JavaScript runtime has so much time of the processor.
 */
final class Blinkers {
  /** Files of sound and pictures, subtitles, still pictures and ffmpeg's own metadata; no lists. */
  static final String DEMUXERS =
      "mov,matroska,avi,flv,live_flv,asf,ogg,mpeg,mpegts,mpegvideo,m4v,h264,hevc,av1,obu,ivf,vc1,dv"
          + ",mxf,nut,rm,wtv,nsv,swf,gif,apng,aac,ac3,eac3,aiff,amr,ape,au,caf,dsf,dts,dtshd,flac"
          + ",latm,loas,mlp,mp3,mpc,mpc8,oma,tak,truehd,tta,voc,w64,wav,wv,xwma"
          + ",srt,webvtt,ass,lrc,sami,scc,subviewer,subviewer1,microdvd,mpl2,pjs,vplayer"
          + ",image2,jpeg_pipe,png_pipe,webp_pipe,gif_pipe,bmp_pipe,ffmetadata";

  /** A clip of a plain file is read by range; tls goes through the gate as httpproxy. */
  private static final String OVER_HTTP = "http,https,tcp,tls,httpproxy";

  /** Of an option that is given twice the last counts, so nothing can stand behind ours. */
  private static final String FFMPEG =
      """
      #!/bin/sh
      words=$# kinds=%2$s
      while [ "$words" -gt 0 ]; do
        if [ "$1 ${2-}" = "-f concat" ]; then kinds=concat,$kinds; fi
        if [ "$1" = -i ]; then
          case ${2-} in http://* | https://*) reach=%3$s ;; *) reach=file ;; esac
          set -- "$@" -format_whitelist "$kinds" -protocol_whitelist "$reach"
          kinds=%2$s
        fi
        set -- "$@" "$1"
        shift
        words=$((words - 1))
      done
      exec %1$s "$@"
      """;

  /** It has one input, named anywhere. */
  private static final String FFPROBE =
      """
      #!/bin/sh
      exec %1$s "$@" -format_whitelist %2$s -protocol_whitelist file
      """;

  /**
   * A challenge takes seconds and 300 MiB. What a script may take beside its heap is the rest of
   * what the wall leaves it, of which V8 reserves half a gigabyte and touches nothing.
   */
  private static final String RUNTIME =
      """
      #!/bin/sh
      ulimit -t 60 2>/dev/null
      ulimit -S -d "$(ulimit -H -d)" 2>/dev/null
      DENO_V8_FLAGS=--max-old-space-size=512 exec %1$s "$@"
      """;

  private Blinkers() {}

  /** Puts programs for those of {@code programs} into a folder. */
  static void put(Path bin, Programs programs) throws IOException {
    put(bin.resolve("ffmpeg"), FFMPEG, programs.ffmpeg());
    put(bin.resolve("ffprobe"), FFPROBE, programs.ffprobe());
    if (programs.runtime().isPresent()) {
      JsRuntime runtime = programs.runtime().get();
      put(bin.resolve(runtime.kind().program()), RUNTIME, runtime.file());
    }
  }

  private static void put(Path place, String text, Path program) throws IOException {
    Files.createFile(
        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(place, text.formatted(quoted(program.toString()), DEMUXERS, OVER_HTTP));
    if (!Files.isExecutable(place)) {
      throw new ProgramMissingException(
          "No program may be started from "
              + place.getParent()
              + ": its disk is mounted with noexec, and ffmpeg could not be kept from reading lists.");
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
