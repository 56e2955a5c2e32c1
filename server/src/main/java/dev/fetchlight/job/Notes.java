package dev.fetchlight.job;

import dev.fetchlight.job.outcome.Legible;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a download came without, or came with instead: sentences for a person, few and short.
 *
 * @param sentences in the order in which they were told, none twice
 */
public record Notes(List<String> sentences) {
  /** So many are kept; what more there is to say is said no more. */
  public static final int MOST = 20;

  /** Longest sentence, in characters. */
  public static final int LONGEST = 300;

  public static final Notes NONE = new Notes(List.of());

  public Notes {
    sentences =
        sentences.stream()
            .map(sentence -> Legible.line(sentence, LONGEST))
            .filter(sentence -> !sentence.isEmpty())
            .distinct()
            .limit(MOST)
            .toList();
  }

  /** These and one more; equal to these where nothing new is said. */
  public Notes with(String sentence) {
    return new Notes(Stream.concat(sentences.stream(), Stream.of(sentence)).toList());
  }
}
