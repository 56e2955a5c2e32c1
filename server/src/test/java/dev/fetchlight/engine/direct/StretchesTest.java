package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever connections do, every byte of the file is somebody's, and none is forgotten. */
class StretchesTest {
  private static final long MB = 1 << 20;

  @Test
  void handsOutWhatIsMissingAndThenHalves() {
    Stretches all =
        new Stretches(List.of(new Span(10 * MB, 12 * MB), new Span(20 * MB, 40 * MB)), true);
    assertThat(all.missing()).isEqualTo(22 * MB);
    Stretch first = all.next().orElseThrow();
    assertThat(first.left()).isEqualTo(new Span(10 * MB, 12 * MB));
    Stretch second = all.next().orElseThrow();
    second.reached(30 * MB);
    assertThat(all.came()).isEqualTo(10 * MB);
    assertThat(all.next().orElseThrow().left()).isEqualTo(new Span(35 * MB, 40 * MB));
    assertThat(second.left()).isEqualTo(new Span(30 * MB, 35 * MB));
    assertThat(all.spans())
        .containsExactly(
            new Span(10 * MB, 12 * MB), new Span(30 * MB, 35 * MB), new Span(35 * MB, 40 * MB));
  }

  @Test
  void splitsNothingThatIsSmallOrCannotBe() {
    Stretches small = new Stretches(List.of(new Span(0, 2 * MB - 1)), true);
    assertThat(small.next()).isPresent();
    assertThat(small.next()).isEmpty();
    Stretches whole = new Stretches(List.of(new Span(0, 100 * MB)), false);
    assertThat(whole.next()).isPresent();
    assertThat(whole.next()).isEmpty();
  }

  @Test
  void aHalfThatNobodyBeganGoesBackToItsNeighbour() {
    Stretches all = new Stretches(List.of(new Span(0, 10 * MB)), true);
    Stretch first = all.next().orElseThrow();
    Stretch half = all.next().orElseThrow();
    all.giveBack(half);
    assertThat(first.left()).isEqualTo(new Span(0, 10 * MB));
    assertThat(all.missing()).isEqualTo(10 * MB);

    Stretch again = all.next().orElseThrow();
    again.reached(again.at() + 1);
    all.giveBack(again);
    assertThat(first.end()).isEqualTo(5 * MB);
    assertThat(all.next()).contains(again);
  }

  @Test
  void losesNoByteWhateverHappens() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long size = 64 * MB;
    Stretches all = new Stretches(List.of(new Span(0, size)), true);
    List<Stretch> working = new ArrayList<>();
    boolean[] here = new boolean[(int) (size / 1024)];
    while (all.missing() > 0) {
      if (working.size() < 8 && random.nextInt(3) == 0) {
        all.next().ifPresent(working::add);
      }
      if (working.isEmpty()) {
        continue;
      }
      Stretch one = working.get(random.nextInt(working.size()));
      long blocks = Math.min(random.nextInt(600), (one.end() - one.at()) / 1024 + 3);
      for (long block = 0; block < blocks && one.at() < size; block++) {
        here[(int) (one.at() / 1024)] = true;
        one.reached(one.at() + 1024); // may run over its end, as a block does
      }
      if (one.missing() == 0 || random.nextInt(20) == 0) {
        working.remove(one);
        all.giveBack(one);
      }
    }
    for (int block = 0; block < here.length; block++) {
      assertThat(here[block]).as("block %d, seed %d", block, seed).isTrue();
    }
    assertThat(all.came()).isEqualTo(size);
    assertThat(all.spans()).isEmpty();
  }
}
