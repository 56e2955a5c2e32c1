package dev.fetchlight;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The rooms of the house as data: the rules are checked against it and docs/map.md is made of it.
 */
@NullMarked
final class Rooms {
  static final String HOUSE = "dev.fetchlight";

  /** Top to bottom: a room uses only rooms below it. */
  static final List<Room> ALL =
      List.of(
          room(
              "app", "job", "engine", "egress", "media", "store", "work", "bus", "live", "http",
              "update"),
          room("http", "job", "media", "live", "update"),
          room("live", "job", "bus"),
          room("work", "job", "engine", "media"),
          room("update", "job", "engine", "egress"),
          room("engine", "job", "egress"),
          room("store", "job"),
          room("egress"),
          room("media"),
          room("bus"),
          room("job"));

  /** Libraries, as package patterns or names of types, and the only rooms that may use them. */
  static final List<Library> LIBRARIES =
      List.of(
          library(
              "Vert.x and Netty",
              List.of("io.vertx..", "io.netty.."),
              "http",
              "live",
              "egress",
              "app"),
          library(
              "JDBC",
              List.of(
                  "java.sql..",
                  "javax.sql..",
                  "org.sqlite..",
                  "com.zaxxer..",
                  "org.flywaydb..",
                  "org.postgresql.."),
              "store"),
          library(
              "Child processes",
              List.of("java.lang.ProcessBuilder"),
              "engine.ytdlp.process",
              "engine.ytdlp.program"),
          library("The S3 client", List.of("software.amazon.."), "media.s3"),
          library("OpenPGP", List.of("org.bouncycastle.."), "update"),
          library("NATS", List.of("io.nats.."), "bus.nats"),
          library("java.util.logging", List.of("java.util.logging.."), "app"));

  /**
   * Interfaces made to have several implementations, by the package they lie in; each has one
   * contract test for all of them.
   */
  static final Map<String, String> SEAMS =
      Map.of(
          "job.book",
          "JobBook",
          "job.jar",
          "JarBook",
          "engine",
          "Engine",
          "media",
          "MediaStore",
          "bus",
          "Bus");

  private Rooms() {}

  /**
   * A room is a package with those below it.
   *
   * @param uses the other rooms it may know
   */
  record Room(String name, Set<String> uses) {
    String packages() {
      return HOUSE + "." + name + "..";
    }
  }

  /**
   * @param patterns packages as ArchUnit writes them, or full names of types
   */
  record Library(String name, List<String> patterns, List<String> rooms) {}

  /** The name of the room that a package of the house lies in. */
  static String roomOf(String packageName) {
    if (packageName.equals(HOUSE)) {
      return "";
    }
    String below = packageName.substring(HOUSE.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static Room room(String name, String... uses) {
    return new Room(name, Arrays.stream(uses).collect(Collectors.toUnmodifiableSet()));
  }

  private static Library library(String name, List<String> patterns, String... rooms) {
    return new Library(name, patterns, List.of(rooms));
  }
}
