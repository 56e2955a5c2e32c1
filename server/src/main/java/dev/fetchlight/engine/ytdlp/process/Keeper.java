package dev.fetchlight.engine.ytdlp.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fetchlight.engine.ytdlp.program.Answer;
import dev.fetchlight.engine.ytdlp.program.Interpreter;
import dev.fetchlight.engine.ytdlp.program.Programs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python that puts children behind a wall and teaches them manners; the scripts of those names
 * tell how. yt-dlp's own, or any where yt-dlp needs none.
 *
 * @param python the command that starts it; empty where there is none
 */
record Keeper(List<String> python, Programs programs, Bounds bounds) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> MANNERS =
      List.of("cookies.py", "texts.py", "segments.py", "whole.py", "sponsors.py", "manners.py");

  static Keeper of(Programs programs, Bounds bounds) {
    List<String> own = programs.python();
    return new Keeper(own.isEmpty() ? Interpreter.any() : own, programs, bounds);
  }

  /** The command that starts yt-dlp with these arguments, once it is given {@link #cold}. */
  List<String> command(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(python);
    command.addAll(List.of("-", terms(), programs.file().toString()));
    command.addAll(arguments);
    return command;
  }

  /** The command before another that is executed, once it is given {@link #executing}. */
  List<String> toExecute() throws IOException {
    List<String> command = new ArrayList<>(python);
    command.addAll(List.of("-", terms()));
    return command;
  }

  /** The program that puts up the wall and then becomes another. */
  static byte[] executing() throws IOException {
    return (text("wall.py") + '\n' + text("execute.py")).getBytes(StandardCharsets.UTF_8);
  }

  /** The program that starts one yt-dlp. */
  static byte[] cold() throws IOException {
    return script("cold.py");
  }

  /** The program that has one loaded and forks others from it. */
  static byte[] warm() throws IOException {
    return script("warm_parent.py");
  }

  /** What the wall of a child would refuse, as one that was put up for a try did. */
  Answer wall() throws IOException {
    List<String> command = new ArrayList<>(python);
    command.add("-");
    return Answer.of(command, (text("wall.py") + "\ncheck()\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What the scripts must know. */
  String terms() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("python", !programs.python().isEmpty());
      json.writeArrayFieldStart("programs");
      for (Path each : List.of(programs.file(), programs.ffmpeg(), programs.ffprobe())) {
        json.writeString(each.toString());
      }
      if (programs.runtime().isPresent()) {
        json.writeString(programs.runtime().get().file().toString());
      }
      json.writeEndArray();
      Path plugins = programs.additions().plugins();
      json.writeStringField("plugins", plugins == null ? null : plugins.toString());
      Path closed = bounds.closed();
      json.writeStringField("closed", closed == null ? null : closed.toString());
      json.writeNumberField("text", bounds.text());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static byte[] script(String last) throws IOException {
    StringBuilder whole = new StringBuilder(text("wall.py"));
    for (String each : MANNERS) {
      whole.append('\n').append(text(each));
    }
    return whole.append('\n').append(text(last)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String name) throws IOException {
    try (InputStream source = Keeper.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new FileNotFoundException(name);
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
