package dev.fetchlight.engine.live;

import dev.fetchlight.engine.live.Loader.LostException;
import dev.fetchlight.engine.live.list.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One segment on its way to the tape: decrypted, looked at, and without what is beside it. */
final class Intake implements Loader.Sink {
  private static final int TAG_HEAD = 10;

  private final Beginning beginning;
  private final Tape tape;
  private final @Nullable Cipher cipher;
  private final long room;
  private ByteBuffer start = ByteBuffer.allocate(Medium.BYTES);
  private boolean begun;
  private long written;
  private long toSkip;

  /** Hears of what a segment is made of, and gets the tape ready for it. */
  interface Beginning {
    void of(Medium medium, byte[] start) throws IOException, LostException;
  }

  /**
   * @param room bytes that may still come
   */
  Intake(Tape tape, @Nullable Cipher cipher, long room, Beginning beginning) {
    this.tape = tape;
    this.cipher = cipher;
    this.room = room;
    this.beginning = beginning;
  }

  /** There is no room for all of it. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1;
  }

  static Cipher cipher(byte[] key, Segment.Lock lock, long number) throws LostException {
    try {
      byte[] iv =
          lock.iv() == null
              ? ByteBuffer.allocate(16).putLong(8, number).array()
              : HexFormat.of().parseHex(lock.iv());
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new LostException(Loss.KEYLESS);
    }
  }

  @Override
  public void take(ByteBuffer block, boolean last) throws IOException, LostException {
    ByteBuffer plain = cipher == null ? block : decrypted(cipher, block, last);
    if (!begun) {
      gather(plain);
      if (start.hasRemaining() && !last) {
        return;
      }
      begin();
    }
    put(plain);
  }

  private void gather(ByteBuffer plain) {
    while (start.hasRemaining() && plain.hasRemaining()) {
      start.put(plain.get());
    }
  }

  private void begin() throws IOException, LostException {
    byte[] first = Arrays.copyOf(start.array(), start.position());
    Optional<Medium> medium = Medium.of(first);
    if (medium.isEmpty()) {
      throw new LostException(cipher == null ? Loss.STRANGE : Loss.KEYLESS);
    }
    begun = true;
    beginning.of(medium.get(), first);
    toSkip = medium.get() == Medium.SOUND ? tag(first) : 0;
    put(start.flip());
    start = ByteBuffer.allocate(0);
  }

  /** Each segment of plain sound has a tag before it, which must not stand in the middle. */
  private static long tag(byte[] first) {
    if (first.length < TAG_HEAD || first[0] != 'I' || first[1] != 'D' || first[2] != '3') {
      return 0;
    }
    long length = 0;
    for (int each = 6; each < TAG_HEAD; each++) {
      length = length << 7 | (first[each] & 0x7f);
    }
    return TAG_HEAD + length;
  }

  private void put(ByteBuffer plain) throws IOException {
    int passed = (int) Math.min(toSkip, plain.remaining());
    plain.position(plain.position() + passed);
    toSkip -= passed;
    written += plain.remaining();
    if (written > room) {
      throw new FullException();
    }
    tape.write(plain);
  }

  private static ByteBuffer decrypted(Cipher cipher, ByteBuffer block, boolean last)
      throws LostException {
    try {
      byte[] some = new byte[block.remaining()];
      block.get(some);
      byte[] plain = last ? cipher.doFinal(some) : cipher.update(some);
      return ByteBuffer.wrap(plain == null ? new byte[0] : plain);
    } catch (GeneralSecurityException e) {
      throw new LostException(Loss.KEYLESS);
    }
  }
}
