package dev.fetchlight.engine.live;

import dev.fetchlight.engine.live.Loader.Loaded;
import dev.fetchlight.engine.live.Loader.LostException;
import dev.fetchlight.engine.live.list.Piece;
import dev.fetchlight.engine.live.list.Segment;
import dev.fetchlight.engine.live.list.SegmentList;
import dev.fetchlight.job.spec.Live;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** Follows a list of segments that grows, and puts each on tape as it comes. */
final class Follower extends Reel {
  private static final int KEY_BYTES = 16;
  private static final int MOST_HEAD = 4 << 20;
  private static final int MOST_SMALL = 8;

  /** So often a segment is asked for that the site says it has not. */
  private static final int TRIES = 3;

  /** So often in a row nothing comes before one that never brought anything is given up. */
  private static final int BEGINNINGS = 4;

  /** A list that begins anew is not believed at once: some answers are old. */
  private static final int OLD_LISTS = 3;

  /** More segments than this are not missed, but counted otherwise. */
  private static final int MOST_MISSED = 20_000;

  private final Loader loader;
  private final Patience patience;
  private final boolean fromStart;
  private final Map<Piece, byte[]> small = new LinkedHashMap<>();
  private Loss why = Loss.UNREADABLE;
  private int vain;
  private int tries;
  private int oldLists;
  private boolean anew;

  Follower(
      Channel source, Tape tape, AtomicLong room, Loader loader, Patience patience, Live live) {
    super(source, tape, room);
    this.loader = loader;
    this.patience = patience;
    this.fromStart = live == Live.FROM_START;
  }

  @Override
  End record() throws IOException, InterruptedException {
    while (!stopped()) {
      long before = tape().label().next();
      double target = 1;
      switch (loader.text(source())) {
        case Loaded.Lost(Loss loss) -> lost(loss);
        case Loaded.Here here -> {
          switch (SegmentList.read(here.text(), here.from())) {
            case SegmentList.Read.Nonsense() -> lost(Loss.UNREADABLE);
            case SegmentList.Read.Sealed() -> lost(Loss.SEALED);
            case SegmentList.Read.Listed(SegmentList list) -> {
              target = list.target();
              try {
                take(list);
              } catch (Intake.FullException e) {
                return new End.Full();
              }
              if (list.ended() && tape().label().next() >= list.end()) {
                return new End.Over();
              }
            }
          }
        }
      }
      boolean grown = tape().label().next() != before;
      if (grown && before >= 0) {
        going();
      }
      long silent = System.nanoTime() - lastSign();
      if (givesUp(silent)) {
        return new End.Away(why.failure());
      } else if (silent > patience.quiet().toNanos()) {
        growsStale();
      }
      Thread.sleep(patience.pace(target, grown));
    }
    return new End.Stopped();
  }

  private void lost(Loss loss) {
    why = loss;
    vain++;
    if (loss.stale()) {
      growsStale();
    }
  }

  /** One that never brought anything is no outage. */
  private boolean givesUp(long silent) {
    return silent > patience.away().toNanos()
        || (tape().empty() && (vain >= BEGINNINGS || (vain > 0 && hopeless())));
  }

  private boolean hopeless() {
    return why.lasting() && !why.stale();
  }

  private void take(SegmentList list) throws IOException, InterruptedException {
    if (list.segments().isEmpty()) {
      return;
    }
    long next = next(list);
    for (Segment segment : list.segments()) {
      if (stopped()) {
        return;
      }
      if (segment.number() < next) {
        continue;
      }
      if (segment.number() > next && tape().label().next() >= 0) {
        missed(segment.number(), segment.number() - next, list.target());
      }
      next = segment.number() + 1;
      if (!(segment.missing() ? lacks(segment) : take(segment))) {
        return; // perhaps the next time
      }
    }
  }

  /** The number of the segment that is wanted next of this list. */
  private long next(SegmentList list) throws IOException {
    Label label = tape().label();
    if (label.next() < 0) {
      return fromStart || list.ended() ? list.first() : list.end() - 1;
    }
    boolean old = list.end() < label.next();
    boolean far = list.first() - label.next() > MOST_MISSED;
    if (!old && !far) {
      oldLists = 0;
      return label.next();
    }
    for (Segment segment : list.segments()) {
      if (digest(segment.piece()).equals(label.last())) {
        return segment.number() + 1; // it counts anew what we know
      }
    }
    oldLists++;
    if (oldLists < OLD_LISTS) {
      return list.end();
    }
    oldLists = 0;
    anew = true;
    tape().keep(label.without(list.first(), 0));
    return list.first();
  }

  private void missed(long number, long count, double target) throws IOException {
    tape().keep(tape().label().without(number, count * target));
    anew = true;
  }

  private boolean lacks(Segment segment) throws IOException {
    if (tape().label().next() >= 0) {
      tape().keep(tape().label().without(segment.number() + 1, segment.seconds()));
    }
    anew = true;
    tries = 0;
    return true;
  }

  /** Puts one on tape; false where it may come later. */
  private boolean take(Segment segment) throws IOException, InterruptedException {
    Channel from = source();
    long before = tape().label().bytes();
    try {
      Piece piece = segment.piece();
      Duration time = patience.answer().plusMillis((long) (segment.seconds() * 2_000));
      Arrival arrival = new Arrival(segment, head(from, segment));
      Intake intake = new Intake(tape(), cipher(from, segment), room(), arrival::begin);
      var _ = loader.pour(from, piece, time, intake);
      Label next = tape().label().upTo(segment.number() + 1, digest(piece), segment.seconds());
      tape().keep(arrival.part(), next);
      came(tape().label().bytes() - before);
      vain = 0;
      tries = 0;
      anew = false;
      return true;
    } catch (LostException e) {
      lost(e.loss());
      tries++;
      return e.loss().lasting() && tries >= TRIES && lacks(segment);
    }
  }

  /** A segment that gets its place on the tape, once it is known what it is made of. */
  private final class Arrival {
    private final Segment segment;
    private final byte[] head;
    private Label.Part part = new Label.Part(Medium.PACKETS, "", 0);

    Arrival(Segment segment, byte[] head) {
      this.segment = segment;
      this.head = head;
    }

    void begin(Medium medium, byte[] start) throws IOException, LostException {
      String mark = head.length == 0 ? "" : digest(head);
      Label label = tape().label();
      Label.Part last = label.parts().isEmpty() ? null : label.parts().getLast();
      boolean other = last == null || last.medium() != medium;
      boolean changed = last == null || !last.head().equals(mark);
      boolean fresh =
          switch (medium) {
            case PACKETS, SOUND -> other;
            case FRAGMENTS -> other || changed || segment.cut() || whole(start);
            case PAGES -> other || segment.cut() || anew;
          };
      if (fresh && tape().crowded()) {
        throw new LostException(Loss.STRANGE);
      }
      part = new Label.Part(medium, mark, 0);
      tape().begin(fresh);
      if (head.length > 0 && (fresh || changed)) {
        tape().write(ByteBuffer.wrap(head));
      }
    }

    /** Whether it has a head of its own. */
    private boolean whole(byte[] start) {
      String name = start.length < 8 ? "" : new String(start, 4, 4, StandardCharsets.US_ASCII);
      return head.length == 0 && (name.equals("ftyp") || name.equals("moov"));
    }

    Label.Part part() {
      return part;
    }
  }

  private byte[] head(Channel from, Segment segment) throws LostException, InterruptedException {
    Piece head = segment.head();
    if (head == null) {
      return new byte[0];
    }
    byte[] bytes = small(from, head, MOST_HEAD);
    Segment.Lock lock = segment.lock();
    if (lock == null || lock.iv() == null || Medium.of(bytes).isPresent()) {
      return bytes;
    }
    try {
      return Intake.cipher(key(from, lock), lock, 0).doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new LostException(Loss.KEYLESS);
    }
  }

  private @Nullable Cipher cipher(Channel from, Segment segment)
      throws LostException, InterruptedException {
    Segment.Lock lock = segment.lock();
    return lock == null ? null : Intake.cipher(key(from, lock), lock, segment.number());
  }

  private byte[] key(Channel from, Segment.Lock lock) throws LostException, InterruptedException {
    byte[] key = small(from, Piece.whole(lock.key()), KEY_BYTES);
    if (key.length != KEY_BYTES) {
      throw new LostException(Loss.KEYLESS);
    }
    return key;
  }

  /** What many segments have in common is fetched once. */
  private byte[] small(Channel from, Piece piece, int most)
      throws LostException, InterruptedException {
    byte[] known = small.get(piece);
    if (known != null) {
      return known;
    }
    return switch (loader.all(from, piece, most)) {
      case Loaded.Lost(Loss loss) -> throw new LostException(loss);
      case Loaded.Here here -> {
        if (small.size() >= MOST_SMALL) {
          small.remove(small.keySet().iterator().next());
        }
        small.put(piece, here.bytes());
        yield here.bytes();
      }
    };
  }

  /** Without what changes with every look, such as a token. */
  private static String digest(Piece piece) {
    URI uri = piece.uri();
    return digest((uri.getRawPath() + " " + piece.from()).getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
