package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A client on one channel of the document, who takes no message that the document does not know.
 */
final class Talk implements AutoCloseable {
  private final AsyncApi.Channel channel;
  private final Set<String> heard;
  private final Ear ear;

  /**
   * @param heard takes the name of each message that comes
   */
  Talk(AsyncApi.Channel channel, Set<String> heard, URI uri, String... headers) {
    this.channel = channel;
    this.heard = heard;
    this.ear = new Ear(uri, headers);
  }

  void say(String text) {
    ear.say(text);
  }

  /** Says goodbye as a client does. */
  void leave() {
    ear.leave();
  }

  JsonObject hear() throws InterruptedException {
    String text = ear.next();
    List<String> names = channel.serverMessages(text);
    assertThat(names).as("what %s sends: %s", channel.address(), text).hasSize(1);
    heard.add(names.getFirst());
    return new JsonObject(text);
  }

  /** Hears on up to a message of this name. */
  JsonObject until(String name) throws InterruptedException {
    JsonObject message = hear();
    while (!channel.serverMessages(message.encode()).contains(name)) {
      message = hear();
    }
    return message;
  }

  /** Hears on up to a status of a download that is in this state. */
  void untilJobIs(String status) throws InterruptedException {
    JsonObject message = until("status");
    while (!message.getJsonObject("data").getString("status").equals(status)) {
      message = until("status");
    }
  }

  /** Hears all there is up to the end. */
  int closeCode() throws InterruptedException {
    int code = ear.closeCode();
    while (!ear.silent()) {
      hear();
    }
    return code;
  }

  @Override
  public void close() {
    ear.close();
  }
}
