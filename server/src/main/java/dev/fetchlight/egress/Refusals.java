package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The first hundred refusals of one gate, in order; a hostile playlist may cause millions. */
final class Refusals {
  static final int MOST = 100;

  private final List<Refusal> list = new ArrayList<>();

  synchronized void add(Refusal refusal) {
    if (list.size() < MOST) {
      list.add(refusal);
    }
  }

  synchronized List<Refusal> toList() {
    return List.copyOf(list);
  }
}
