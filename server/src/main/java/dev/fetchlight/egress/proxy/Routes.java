package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which way each host is reached, as the operator wrote it: {@code
 * example.org=socks5h://host:port,*=direct}. A name means all names below it too, and the longest
 * that fits holds.
 */
public final class Routes {
  /** All hosts straight. */
  public static final Routes DIRECT = new Routes(List.of());

  private static final String ANY = "*";
  private static final Rule STRAIGHT = new Rule(null, null);

  private final List<Rule> rules;

  /**
   * @param site null for all others
   * @param proxy null for none
   */
  record Rule(@Nullable Target site, @Nullable Proxy proxy) {
    boolean names(Target host) {
      if (site == null) {
        return false;
      }
      return site.address() != null
          ? site.address().equals(host.address())
          : host.host().equals(site.host()) || host.host().endsWith("." + site.host());
    }

    private int length() {
      return site == null ? 0 : site.host().length();
    }
  }

  private Routes(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the setting; an empty text is {@link #DIRECT}.
   *
   * @throws IllegalArgumentException with a sentence that names the entry by its number, and shows
   *     nothing of it, since any part of it may be a password
   */
  public static Routes parse(String text) {
    List<Rule> rules = new ArrayList<>();
    String[] entries = text.isBlank() ? new String[0] : text.split(",", -1);
    for (int i = 0; i < entries.length; i++) {
      Rule rule;
      try {
        rule = rule(entries[i].strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "entry %d of %d %s".formatted(i + 1, entries.length, e.getMessage()), e);
      }
      if (rules.stream().anyMatch(other -> same(other.site(), rule.site()))) {
        throw new IllegalArgumentException(
            "entry %d of %d is for the same hosts as one before it"
                .formatted(i + 1, entries.length));
      }
      rules.add(rule);
    }
    return new Routes(
        rules.stream().sorted(Comparator.comparingInt(Rule::length).reversed()).toList());
  }

  private static boolean same(@Nullable Target one, @Nullable Target other) {
    return Objects.equals(one, other);
  }

  private static Rule rule(String entry) {
    int equals = entry.indexOf('=');
    int scheme = entry.indexOf("://");
    boolean named = equals >= 0 && (scheme < 0 || equals < scheme);
    String way = named ? entry.substring(equals + 1).strip() : entry;
    String site = named ? entry.substring(0, equals).strip() : ANY;
    return new Rule(
        site.equals(ANY) ? null : site(site),
        way.equalsIgnoreCase("direct") ? null : Proxy.parse(way));
  }

  private static Target site(String text) {
    String host = text.startsWith("*.") ? text.substring(2) : text;
    host = host.startsWith(".") ? host.substring(1) : host;
    host = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    byte[] utf8 = host.getBytes(StandardCharsets.UTF_8);
    return Target.parse(new String(utf8, StandardCharsets.ISO_8859_1) + ":1", 0)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "is for no host such as example.org, and not for * either"));
  }

  /** The one that names this host; empty where none does but {@code *}. */
  Optional<Rule> naming(Target host) {
    return rules.stream().filter(rule -> rule.names(host)).findFirst();
  }

  /** The one for all hosts that no other names. */
  Rule otherwise() {
    return rules.stream().filter(rule -> rule.site() == null).findFirst().orElse(STRAIGHT);
  }
}
