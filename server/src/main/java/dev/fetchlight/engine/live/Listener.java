package dev.fetchlight.engine.live;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.live.Loader.LostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Listens to a station: sound that comes as fast as it plays and has no end of its own. */
final class Listener extends Reel {
  private static final int BLOCK = 16 * 1_024;
  private static final Duration NOTE = Duration.ofSeconds(1);
  private static final int BEGINNINGS = 3;

  private final Fetcher fetcher;
  private final Patience patience;
  private Loss why = Loss.BROKEN;
  private int vain;

  Listener(Channel source, Tape tape, AtomicLong room, Fetcher fetcher, Patience patience) {
    super(source, tape, room);
    this.fetcher = fetcher;
    this.patience = patience;
  }

  @Override
  End record() throws IOException, InterruptedException {
    while (!stopped()) {
      try {
        listen();
      } catch (Intake.FullException e) {
        return new End.Full();
      } catch (LostException e) {
        why = e.loss();
        if (why.stale()) {
          growsStale();
        }
      }
      vain++;
      long silent = System.nanoTime() - lastSign();
      boolean never = tape().empty() && (vain >= BEGINNINGS || (why.lasting() && !why.stale()));
      if (never || silent > patience.away().toNanos()) {
        return new End.Away(why.failure());
      } else if (silent > patience.quiet().toNanos()) {
        growsStale();
      }
      Thread.sleep(patience.pace(Math.min(vain, 10), true));
    }
    return new End.Stopped();
  }

  private void listen() throws IOException, LostException, InterruptedException {
    Fetch fetch = fetcher.open(source().link(), source().headers(), patience.answer());
    if (!(fetch instanceof Fetch.Answered(Exchange exchange))) {
      throw new LostException(Loss.of(fetch).orElseThrow());
    }
    try (exchange) {
      if (exchange.status() != 200 && exchange.status() != 206) {
        throw new LostException(Loss.of(exchange.status()));
      }
      hear(exchange);
    }
  }

  private void hear(Exchange exchange) throws IOException, LostException, InterruptedException {
    Onset onset = new Onset(tape(), exchange.mediaType(), vain > 0);
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long noted = System.nanoTime();
    exchange.endWithin(patience.answer());
    try {
      while (!stopped()) {
        int count = read(exchange, block.clear());
        if (count < 0) {
          break;
        }
        if (count > room() - onset.unnoted()) {
          throw new Intake.FullException();
        }
        onset.take(block.flip());
        long now = System.nanoTime();
        if (now - noted > NOTE.toNanos() && onset.begun()) {
          exchange.takeTime(); // each stretch has its own
          exchange.endWithin(patience.answer());
          note(onset, (now - noted) / 1e9);
          noted = now;
        }
      }
    } finally {
      if (onset.begun()) {
        note(onset, (System.nanoTime() - noted) / 1e9);
      }
    }
  }

  private static int read(Exchange exchange, ByteBuffer block)
      throws LostException, InterruptedException {
    try {
      return exchange.read(block);
    } catch (IOException e) {
      throw new LostException(Loss.BROKEN);
    }
  }

  private void note(Onset onset, double seconds) throws IOException {
    long bytes = onset.unnoted();
    if (bytes > 0) {
      onset.note(seconds);
      vain = 0;
      going();
      came(bytes);
    }
  }
}
