package dev.fetchlight.engine.live;

import dev.fetchlight.engine.live.Loader.LostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds where a station's sound begins to make sense, for who tunes in hears half a frame first.
 */
final class Onset {
  /** No frame is longer. */
  private static final int MOST = 8_192;

  private final Tape tape;
  private final boolean sound;
  private final boolean again;
  private final ByteBuffer first = ByteBuffer.allocate(MOST);
  private Label.Part part = new Label.Part(Medium.SOUND, "", 0);
  private boolean begun;
  private long unnoted;

  /**
   * @param type as the station says
   * @param again whether it was heard before and broke off
   */
  Onset(Tape tape, String type, boolean again) {
    this.tape = tape;
    this.sound = type.matches("audio/(x-)?(mpeg|mp3|aac|aacp|mp4a-latm|mpegurl)");
    this.again = again;
  }

  boolean begun() {
    return begun;
  }

  /** Bytes on the tape of which its label says nothing yet. */
  long unnoted() {
    return unnoted;
  }

  void take(ByteBuffer block) throws IOException, LostException {
    if (begun) {
      unnoted += block.remaining();
      tape.write(block);
      return;
    }
    while (first.hasRemaining() && block.hasRemaining()) {
      first.put(block.get());
    }
    if (!first.hasRemaining()) {
      begin();
      take(block);
    }
  }

  private void begin() throws IOException, LostException {
    byte[] bytes = first.array();
    Medium medium = Medium.of(bytes).orElse(null);
    int at = 0;
    if (medium == null || medium == Medium.SOUND) {
      at = bytes[0] == 'I' ? 0 : frame(bytes);
      medium = at < 0 || (medium == null && !sound) ? null : Medium.SOUND;
    }
    if (medium == null || (medium == Medium.FRAGMENTS && again)) {
      throw new LostException(Loss.STRANGE);
    }
    boolean other =
        tape.empty() || tape.label().parts().getLast().medium() != medium || medium == Medium.PAGES;
    if (other && tape.crowded()) {
      throw new LostException(Loss.STRANGE);
    }
    if (again && !tape.empty()) {
      tape.keep(tape.label().without(0, 0));
    }
    part = new Label.Part(medium, "", 0);
    tape.begin(other);
    begun = true;
    unnoted = (long) bytes.length - at;
    tape.write(ByteBuffer.wrap(bytes, at, bytes.length - at));
  }

  /** Where the first frame of MP3 or ADTS is that another follows at once; -1 where none is. */
  private static int frame(byte[] bytes) {
    for (int at = 0; at + 7 < bytes.length; at++) {
      int length = Frames.length(Arrays.copyOfRange(bytes, at, at + 7));
      int next = at + length;
      if (length > 0
          && next + 7 < bytes.length
          && Frames.length(Arrays.copyOfRange(bytes, next, next + 7)) > 0) {
        return at;
      }
    }
    return -1;
  }

  void note(double seconds) throws IOException {
    tape.keep(part, tape.label().upTo(0, "", seconds));
    unnoted = 0;
  }
}
