package dev.fetchlight.engine.playlist;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the lists that are written in XML, Atom and XSPF, and no entity that they declare. */
final class XmlLists {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XSPF = "http://xspf.org/ns/0/";
  private static final int MOST_TEXT = 4_096;

  /** No list is deeper, and each element is looked at against all that it stands in. */
  private static final int DEEPEST = 100;

  private final XMLStreamReader xml;
  private final Links links;
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private Map<String, String> entry = new HashMap<>();
  private @Nullable String title;

  private XmlLists(XMLStreamReader xml, Links links) {
    this.xml = xml;
    this.links = links;
  }

  static Optional<Playlist> read(String document, Links links) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(document));
      return new XmlLists(xml, links).read();
      // The JDK's reader has no words for some of what is wrong in a DTD.
    } catch (XMLStreamException | MissingResourceException e) {
      return Optional.empty();
    }
  }

  private Optional<Playlist> read() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (path.isEmpty() && !list()) {
            return Optional.empty();
          }
          if (path.size() == DEEPEST) {
            return Optional.empty();
          }
          begin(xml.getLocalName());
        }
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < MOST_TEXT) {
            text.append(xml.getText());
          }
        }
        default -> {}
      }
    }
    return Optional.of(links.playlist(title));
  }

  private boolean list() {
    String space = String.valueOf(xml.getNamespaceURI());
    return (xml.getLocalName().equals("feed") && space.equals(ATOM))
        || (xml.getLocalName().equals("playlist") && space.equals(XSPF));
  }

  private void begin(String name) {
    path.push(name);
    text.setLength(0);
    if (name.equals("entry") || name.equals("track")) {
      entry = new HashMap<>();
    } else if (name.equals("link") && path.contains("entry")) {
      String kind = xml.getAttributeValue(null, "rel");
      String where = xml.getAttributeValue(null, "href");
      if (where != null) {
        entry.putIfAbsent(kind == null ? "alternate" : kind, where);
      }
    } else if (name.equals("content") && path.contains("entry")) {
      String where = xml.getAttributeValue(null, "url"); // as Media RSS has it
      if (where != null) {
        entry.putIfAbsent("media", where);
      }
    }
  }

  private void end(String name) {
    path.pop();
    String said = text.toString().strip();
    text.setLength(0);
    String within = path.isEmpty() ? "" : path.peek();
    switch (name) {
      case "title" -> {
        if (within.equals("entry") || within.equals("track")) {
          entry.put("title", said);
        } else if (path.size() == 1) {
          title = said;
        }
      }
      case "location", "duration" -> {
        if (within.equals("track")) {
          entry.putIfAbsent(name, said);
        }
      }
      case "entry" ->
          add(entry.getOrDefault("enclosure", entry.getOrDefault("media", alternate())), null);
      case "track" -> add(entry.getOrDefault("location", ""), entry.get("duration"));
      default -> {}
    }
  }

  private String alternate() {
    return entry.getOrDefault("alternate", "");
  }

  private void add(String reference, @Nullable String milliseconds) {
    Double seconds = null;
    if (milliseconds != null && milliseconds.matches("[0-9]{1,12}")) {
      seconds = Long.parseLong(milliseconds) / 1_000.0;
    }
    links.add(reference, entry.get("title"), seconds);
  }
}
