package dev.fetchlight.engine.ytdlp.process;

/** What comes from a child when one listens for a while. */
public sealed interface Heard {
  /** A line on its standard output. */
  record Said(String line) implements Heard {}

  /** Nothing. */
  record Silence() implements Heard {}

  /** It will say no more. */
  record Ended() implements Heard {}
}
