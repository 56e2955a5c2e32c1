package dev.fetchlight.engine.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
  private static final URI BASE = URI.create("https://a.example/music/My%20list.m3u?x=1");

  @Test
  void readsAnM3u() {
    Playlist list =
        read(
            """
            #EXTM3U
            #PLAYLIST: The best of it
            #EXTINF:123.5 tvg-id="x",Artist - Title, with a comma
            one.mp3
            #EXTGRP:x
            #EXTINF:-1,
            ../other/two three.mp4?a=b
            /root.mp4
            //b.example/c.mp4
            https://c.example/d
            one.mp3
            rtsp://c.example/no
            file:///etc/passwd
            C:\\Music\\no.mp3
            """);

    assertThat(list.title()).isEqualTo("The best of it");
    assertThat(links(list))
        .containsExactly(
            "https://a.example/music/one.mp3",
            "https://a.example/other/two%20three.mp4?a=b",
            "https://a.example/root.mp4",
            "https://b.example/c.mp4",
            "https://c.example/d");
    assertThat(list.entries().getFirst().title()).isEqualTo("Artist - Title, with a comma");
    assertThat(list.entries().getFirst().duration()).isEqualTo(123.5);
    assertThat(list.entries().get(1).duration()).isNull();
  }

  @Test
  void readsAnM3uWithoutAMark() {
    Playlist list = read("# mine\nhttp://a.example/1\nfolder/zwei ä.ogg\n");

    assertThat(list.title()).isEqualTo("My list");
    assertThat(links(list))
        .containsExactly("http://a.example/1", "https://a.example/music/folder/zwei%20%C3%A4.ogg");
  }

  @Test
  void readsAPls() {
    Playlist list =
        read(
            """
            [Playlist]
            NumberOfEntries=3
            File2=/b.mp3
            Title2=B
            Length2=-1
            file1 = a.mp3
            Title1=A
            Length1=61
            Version=2
            """);

    assertThat(links(list))
        .containsExactly("https://a.example/music/a.mp3", "https://a.example/b.mp3");
    assertThat(list.entries()).extracting(Playlist.Entry::title).containsExactly("A", "B");
    assertThat(list.entries()).extracting(Playlist.Entry::duration).containsExactly(61.0, null);
  }

  @Test
  void readsAnAtomFeed() {
    Playlist list =
        read(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
              <title>A feed</title><link href="https://a.example/"/>
              <entry><title type="html">One &amp; only</title>
                <link href="/page/1"/><link rel="enclosure" type="video/mp4" href="/1.mp4"/></entry>
              <entry><title>Two</title><link rel="alternate" href="https://b.example/2"/></entry>
              <entry><title>Three</title><media:group><media:title>x</media:title>
                <media:content url="3.mp4"/></media:group></entry>
              <entry><title>None</title></entry>
            </feed>
            """);

    assertThat(list.title()).isEqualTo("A feed");
    assertThat(links(list))
        .containsExactly(
            "https://a.example/1.mp4", "https://b.example/2", "https://a.example/music/3.mp4");
    assertThat(list.entries())
        .extracting(Playlist.Entry::title)
        .containsExactly("One & only", "Two", "Three");
  }

  @Test
  void readsAnXspf() {
    Playlist list =
        read(
            """
            <playlist version="1" xmlns="http://xspf.org/ns/0/"><title>X</title><trackList>
            <track><location>a.mp3</location><title>A</title><duration>1500</duration></track>
            </trackList></playlist>
            """);

    assertThat(list.title()).isEqualTo("X");
    assertThat(list.entries().getFirst().duration()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8",
        "<html><body>a.mp4</body></html>",
        "<rss><channel><item><title>x</title></item></channel></rss>",
        "<feed><entry/></feed>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>",
        "<!DOCTYPE f [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><feed"
            + " xmlns=\"http://www.w3.org/2005/Atom\"><title>&x;</title></feed>",
        "Words about a film. They go on.\nAnd on",
        "{\"a\": \"b.mp4\"}",
        "WEBVTT\n\n00:00.000 --> 00:01.000\nHi",
        ""
      })
  void whatIsNoListIsNone(String text) {
    assertThat(parse(text).filter(list -> !list.entries().isEmpty() || !list.title().isEmpty()))
        .isEmpty();
  }

  private static List<String> links(Playlist list) {
    return list.entries().stream().map(entry -> entry.link().value()).toList();
  }

  private static Playlist read(String text) {
    return parse(text).orElseThrow();
  }

  private static Optional<Playlist> parse(String text) {
    Links links = new Links(BASE);
    return text.startsWith("<") ? XmlLists.read(text, links) : TextLists.read(text, links);
  }

  @Test
  void whateverTheTextItComesToAnEnd() {
    Strain.one("#EXTM3U\n" + "\n".repeat(4_000_000) + "x.mp4\n", ListsTest::parse, "blank lines");
    Strain.one(
        "#EXTM3U\n#EXTINF:" + " ".repeat(2_000_000) + "7".repeat(2_000_000),
        ListsTest::parse,
        "an entry without a comma");
    Strain.one(
        "#EXTM3U\n" + "x.ab?".repeat(200) + "y".repeat(4_000_000) + " z",
        ListsTest::parse,
        "a long line");
    Strain.one("#EXTM3U\n" + "http://[\n".repeat(500_000), ListsTest::parse, "no links");
    String deep = "<feed xmlns=\"http://www.w3.org/2005/Atom\">";
    Strain.one(deep + "<link>".repeat(600_000), ListsTest::parse, "links in links");
    Strain.one(deep + "<a xmlns:b='c'>".repeat(250_000), ListsTest::parse, "deep names");
    Strain.on(
        ListsTest::parse,
        16 * 1_024,
        "#EXTM3U\n",
        "#EXTM3U\n#EXTINF:",
        "[playlist]\nFile1",
        "a.mp4\n",
        deep + "<entry>",
        "<!DOCTYPE a [");
  }

  @Test
  void aLongWayToTheListMakesNoEndlessLinks() {
    Links links = new Links(URI.create("https://a.example/" + "x".repeat(8_000) + "/a.m3u"));
    Playlist list = TextLists.read("#EXTM3U\n" + numbers(90_000), links).orElseThrow();

    assertThat(list.entries()).hasSizeBetween(1_000, 2_200);
  }

  private static String numbers(int most) {
    StringBuilder lines = new StringBuilder();
    for (int number = 0; number < most; number++) {
      lines.append(number).append(".ts\n");
    }
    return lines.toString();
  }
}
