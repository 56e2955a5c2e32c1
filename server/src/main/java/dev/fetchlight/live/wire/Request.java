package dev.fetchlight.live.wire;

import dev.fetchlight.job.JobId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client says on a socket, read from its text; {@link Malformed} is what is none of it. */
public sealed interface Request {
  /** Asks for a sign of life. */
  record Ping() implements Request {}

  /**
   * Wants to watch these jobs.
   *
   * @param ids as they were sent; one that is no id names no job
   * @param have the newest version the client knows, by job
   */
  record Subscribe(Set<String> ids, Map<JobId, Long> have) implements Request {}

  /** Wants to watch every job. */
  record SubscribeFeed(Map<JobId, Long> have) implements Request {}

  /** Has seen enough of these jobs. */
  record Unsubscribe(Set<String> ids) implements Request {}

  /** Has seen enough of the feed. */
  record UnsubscribeFeed() implements Request {}

  /** Is no message of ours; the sentence says what to change. */
  record Malformed(String sentence) implements Request {}

  /** Reads a client's message. */
  static Request parse(String text) {
    if (text.equals("ping")) {
      return new Ping();
    }
    try {
      return read(new JsonObject(text));
    } catch (DecodeException e) {
      return new Malformed("Send \"ping\" or a JSON object with a \"type\".");
    } catch (BadField bad) {
      return new Malformed(bad.sentence);
    }
  }

  private static Request read(JsonObject json) {
    return switch (String.valueOf(json.getValue("type"))) {
      case "ping" -> {
        only(json, Set.of("type"));
        yield new Ping();
      }
      case "subscribe" -> {
        only(json, Set.of("type", "jobIds", "feed", "have"));
        yield feed(json) ? new SubscribeFeed(have(json)) : new Subscribe(ids(json), have(json));
      }
      case "unsubscribe" -> {
        only(json, Set.of("type", "jobIds", "feed"));
        yield feed(json) ? new UnsubscribeFeed() : new Unsubscribe(ids(json));
      }
      default -> throw new BadField("\"type\" must be \"subscribe\", \"unsubscribe\" or \"ping\".");
    };
  }

  private static void only(JsonObject json, Set<String> known) {
    for (String name : json.fieldNames()) {
      if (!known.contains(name)) {
        throw new BadField("There is no field \"" + name + "\" in this message.");
      }
    }
  }

  private static boolean feed(JsonObject json) {
    if (!json.containsKey("feed")) {
      return false;
    }
    if (!"all".equals(json.getValue("feed"))) {
      throw new BadField("\"feed\" must be \"all\".");
    }
    if (json.containsKey("jobIds")) {
      throw new BadField("Send either \"jobIds\" or \"feed\", not both.");
    }
    return true;
  }

  private static Set<String> ids(JsonObject json) {
    if (!(json.getValue("jobIds") instanceof JsonArray array)) {
      throw new BadField("\"jobIds\" must be a list of job ids, or \"feed\" must be \"all\".");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Object each : (List<?>) array.getList()) {
      if (!(each instanceof String id)) {
        throw new BadField("\"jobIds\" must be a list of job ids.");
      }
      ids.add(id);
    }
    return ids;
  }

  private static Map<JobId, Long> have(JsonObject json) {
    Map<JobId, Long> have = new HashMap<>();
    switch (json.getValue("have")) {
      case null -> {}
      case JsonObject versions ->
          versions.forEach(each -> {
            if (!(each.getValue() instanceof Number number)) {
              throw new BadField("\"have\" must name a version for each job id.");
            }
            JobId.parse(each.getKey()).ifPresent(id -> have.put(id, number.longValue()));
          });
      default -> throw new BadField("\"have\" must be an object of versions by job id.");
    }
    return have;
  }

  /** What is wrong with a message, on its way out of the reading. */
  final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String sentence;

    private BadField(@Nullable String sentence) {
      super(sentence, null, false, false);
      this.sentence = String.valueOf(sentence);
    }
  }
}
