package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service takes what asyncapi.yaml lets a client say, and nothing else. */
class AsyncApiRequestsTest {
  private static final int MUTATIONS = 200;

  @TempDir Path folder;
  private Service service;
  private List<AsyncApi.Channel> channels;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
    AsyncApi document = AsyncApiTest.document(service);
    channels = List.of(document.channel("downloads"), document.channel("download"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void examplesAreWhatTheyAreExamplesOf() {
    for (AsyncApi.Channel channel : channels) {
      channel
          .fromServer()
          .forEach((name, message) ->
              assertThat(message.examples())
                  .isNotEmpty()
                  .allSatisfy(
                      each -> assertThat(channel.serverMessages(each)).containsExactly(name)));
      channel
          .fromClient()
          .forEach((name, message) ->
              assertThat(message.examples())
                  .isNotEmpty()
                  .allSatisfy(
                      each -> assertThat(channel.clientMessages(each)).containsExactly(name)));
    }
  }

  @Test
  void itsExamplesAreTakenWhereTheyBelong() throws Exception {
    for (AsyncApi.Channel channel : channels) {
      for (String example : examples()) {
        assertJudgedAlike(channel, example, "example");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatItRefusesIsRefused(long seed) throws Exception {
    Mutations mutations = new Mutations(seed);
    Set<Boolean> verdicts = new HashSet<>();
    for (AsyncApi.Channel channel : channels) {
      for (int each = 0; each < MUTATIONS; each++) {
        verdicts.add(assertJudgedAlike(channel, mutations.of(examples()), "seed " + seed));
      }
    }
    assertThat(verdicts).as("seed %s has both", seed).hasSize(2);
  }

  private List<String> examples() {
    return channels.stream()
        .flatMap(each -> each.fromClient().values().stream())
        .flatMap(each -> each.examples().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private boolean assertJudgedAlike(AsyncApi.Channel channel, String text, String origin)
      throws Exception {
    boolean taken = taken(channel, text);
    assertThat(taken)
        .as("%s to %s: %s", origin, channel.address(), text)
        .isEqualTo(!channel.clientMessages(text).isEmpty());
    return taken;
  }

  private boolean taken(AsyncApi.Channel channel, String text) throws Exception {
    String id = service.submit("http://example.com/a").toString();
    Set<String> heard = new HashSet<>();
    try (Talk talk =
        new Talk(channel, heard, service.uri(channel.address().replace("{jobId}", id)))) {
      talk.say(text);
      ask(talk);
      while (Stream.of("pong", "badMessage").noneMatch(heard::contains)) {
        talk.hear();
      }
      boolean taken = heard.contains("pong");
      assertThat(taken ? 4400 : talk.closeCode()).as(text).isEqualTo(4400);
      return taken;
    }
  }

  /** Not every message is answered, but none is answered before those that came first. */
  private static void ask(Talk talk) {
    try {
      talk.say("ping");
    } catch (CompletionException _) {
      // Closed already; the reason is still to be heard.
    }
  }
}
