package dev.fetchlight.http.door;

import dev.fetchlight.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that writes its bytes by hand, as none of the usual ones would. */
final class Wire implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  private final Socket socket;

  Wire(Service service) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(20_000);
  }

  Wire send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends what it can: the other side may have had enough. */
  Wire sendOn(String bytes) {
    try {
      return send(bytes);
    } catch (IOException e) {
      return this;
    }
  }

  /** All there is until the connection ends; fails where it does not. */
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        all.write(octet);
      }
    } catch (SocketException reset) {
      // An end as well.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads until so many answers have begun. */
  String readAnswers(int count) throws IOException {
    StringBuilder all = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (statuses(all.toString()).size() < count) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      all.append((char) octet);
    }
    return all.toString();
  }

  /** Reads until this text has come. */
  void readUntil(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (all.indexOf(text) < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("ended before " + text + " came, after " + all);
      }
      all.append((char) octet);
    }
  }

  /** The status of each answer in it. */
  static List<Integer> statuses(String answers) {
    List<Integer> found = new ArrayList<>();
    Matcher status = STATUS.matcher(answers);
    while (status.find()) {
      found.add(Integer.parseInt(status.group(1)));
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
