package dev.fetchlight.live;

/**
 * One thing said to a client besides the states of jobs, as asyncapi.yaml has it.
 *
 * @param json the whole message, its type included
 */
record Message(String type, String json) {
  static final Message PONG = new Message("pong", "{\"type\":\"pong\"}");
}
