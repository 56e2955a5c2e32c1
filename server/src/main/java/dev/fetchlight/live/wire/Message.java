package dev.fetchlight.live.wire;

/**
 * One thing said to a client besides the states of jobs, as asyncapi.yaml has it.
 *
 * @param json the whole message, its type included
 */
public record Message(String type, String json) {
  /** The answer to a ping. */
  public static final Message PONG = new Message("pong", "{\"type\":\"pong\"}");
}
