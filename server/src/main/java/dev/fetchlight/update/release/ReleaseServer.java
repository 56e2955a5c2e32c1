package dev.fetchlight.update.release;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Has the files of the newest release, and is believed nothing: whatever it sends is bounded in
 * length and time. Blocks the calling virtual thread; an interrupt ends it.
 */
public final class ReleaseServer {
  private static final int BLOCK = 64 * 1024;

  private final Supplier<Fetcher> door;
  private final URI releases;
  private final Duration patience;

  /**
   * @param releases where {@code latest/download/NAME} is below
   * @param patience for a head, and then for all of a body
   */
  public ReleaseServer(Supplier<Fetcher> door, URI releases, Duration patience) {
    this.door = door;
    this.releases = URI.create(releases.toString().replaceAll("/+$", "") + "/");
    this.patience = patience;
  }

  /** A short file whole. */
  public byte[] text(String name, int most) throws UnfitException, InterruptedException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      copy(name, most, text);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return text.toByteArray();
  }

  /**
   * A program to a new file, which is on the disk then.
   *
   * @param sum its SHA-256
   * @throws IOException where the disk does not take it
   */
  public void program(String name, long most, String sum, Path file)
      throws IOException, UnfitException, InterruptedException {
    MessageDigest digest = sha256();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      copy(name, most, out);
      channel.force(true);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sum)) {
      throw UnfitException.now("The release's " + name + " has another sum than the signed one.");
    }
  }

  private void copy(String name, long most, OutputStream out)
      throws IOException, UnfitException, InterruptedException {
    URI uri = releases.resolve("latest/download/" + name);
    Exchange answer =
        switch (door.get().open(uri, Map.of(), patience)) {
          case Fetch.Answered(Exchange exchange) -> exchange;
          case Fetch.Refused(var refusal) ->
              throw UnfitException.now(
                  "The release server leads to %s, which this server must not reach."
                      .formatted(refusal.target()));
          case Fetch.Failed(_, String sentence) ->
              throw UnfitException.unreachable(
                  "There is no answer from the release server: " + sentence);
        };
    try (answer) {
      judge(name, most, answer);
      answer.endWithin(patience);
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      long size = 0;
      for (int count = read(name, answer, block); count >= 0; count = read(name, answer, block)) {
        size += count;
        if (size > most) {
          throw tooLong(name);
        }
        out.write(block.array(), 0, count);
        block.clear();
      }
    }
  }

  private static void judge(String name, long most, Exchange answer) throws UnfitException {
    if (answer.status() == 404) {
      throw UnfitException.unreachable("The release server has no " + name + ".");
    }
    if (answer.status() != 200) {
      throw UnfitException.unreachable(
          "The release server answers %d for %s.".formatted(answer.status(), name));
    }
    // Pages that tell of errors come with 200 now and then.
    if (answer.mediaType().equals("text/html")) {
      throw UnfitException.now("The release server sends a web page instead of " + name + ".");
    }
    if (answer.length().orElse(0) > most) {
      throw tooLong(name);
    }
  }

  private static int read(String name, Exchange answer, ByteBuffer block)
      throws UnfitException, InterruptedException {
    try {
      return answer.read(block);
    } catch (SocketTimeoutException e) {
      throw UnfitException.unreachable("The release server takes too long to send " + name + ".");
    } catch (IOException e) {
      throw UnfitException.unreachable("The release's " + name + " does not come whole.");
    }
  }

  private static UnfitException tooLong(String name) {
    return UnfitException.now("The release's " + name + " is longer than any could be.");
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has it", e);
    }
  }
}
