package dev.fetchlight.update.release;

/** What a release server has is not taken; the message is one sentence for a person. */
public final class UnfitException extends Exception {
  /** What is known from it of the next time. */
  public enum Kind {
    /** Nothing: there was no release to judge. */
    UNREACHABLE,
    /** It may be otherwise; what came was not what was signed. */
    NOW,
    /** These very bytes, which are those that were signed, will never be otherwise. */
    FOR_GOOD,
    /** The same for a while: another Python or a calmer machine may make it otherwise. */
    FOR_A_WHILE
  }

  private final String sentence;
  private final Kind kind;

  private UnfitException(String sentence, Kind kind) {
    super(sentence);
    this.sentence = sentence;
    this.kind = kind;
  }

  public static UnfitException unreachable(String sentence) {
    return new UnfitException(sentence, Kind.UNREACHABLE);
  }

  public static UnfitException now(String sentence) {
    return new UnfitException(sentence, Kind.NOW);
  }

  public static UnfitException forGood(String sentence) {
    return new UnfitException(sentence, Kind.FOR_GOOD);
  }

  public static UnfitException forAWhile(String sentence) {
    return new UnfitException(sentence, Kind.FOR_A_WHILE);
  }

  public String sentence() {
    return sentence;
  }

  public Kind kind() {
    return kind;
  }
}
