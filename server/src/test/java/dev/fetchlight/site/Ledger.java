package dev.fetchlight.site;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What was asked for and what was sent, by path without query. */
final class Ledger {
  private final Map<String, List<String>> asked = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();

  void asked(String path, String range) {
    asked.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>()).add(range);
  }

  void sent(String path, long bytes) {
    sent.computeIfAbsent(path, _ -> new LongAdder()).add(bytes);
  }

  List<String> asked(String path) {
    return List.copyOf(asked.getOrDefault(path, List.of()));
  }

  long sent(String path) {
    LongAdder bytes = sent.get(path);
    return bytes == null ? 0 : bytes.sum();
  }
}
