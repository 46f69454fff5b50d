package org.copydesk.ingest.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback that answers each path with exactly the bytes it was told, well-formed
 * or not, and remembers the requests. One request a connection.
 */
public final class HostileServer implements AutoCloseable {

  /** Answers on a connection whose request was read; the connection is closed afterwards. */
  public interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final @Nullable SSLContext tls;
  private final @Nullable Answer unasked;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile @Nullable Answer otherwise;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public HostileServer() {
    this(null, null);
  }

  private HostileServer(@Nullable SSLContext tls, @Nullable Answer unasked) {
    this.tls = tls;
    this.unasked = unasked;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("hostile-accept").start(this::accept);
  }

  /** One that speaks TLS, and ends connections without its goodbye (close_notify). */
  public static HostileServer secure(SSLContext tls) {
    return new HostileServer(tls, null);
  }

  /** One that does not listen: each connection is answered at once. */
  public static HostileServer deaf(Answer unasked) {
    return new HostileServer(null, unasked);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HostileServer on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  public HostileServer on(String path, String raw) {
    return on(path, out -> out.write(raw.getBytes(ISO_8859_1)));
  }

  /** What is answered at all other paths. */
  public HostileServer otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  /** Forgets the requests so far. */
  public void forgetRequests() {
    requests.clear();
  }

  /** The request heads received for a path. */
  public List<String> requests(String path) {
    return requests.stream().filter(head -> head.startsWith("GET " + path + " ")).toList();
  }

  /** How many connections neither side has closed. */
  public int openConnections() {
    return open.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().name("hostile-answer").start(() -> serve(connection));
      } catch (IOException closed) {
        return; // The test is over.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      if (unasked != null) {
        unasked.write(connection.getOutputStream());
        return;
      }
      Socket spoken = tls == null ? connection : handshake(tls, connection);
      String head = readHead(spoken.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      requests.add(head);
      Answer answer = answers.getOrDefault(head.split(" ", 3)[1], otherwise);
      if (answer != null) {
        answer.write(spoken.getOutputStream());
        spoken.getOutputStream().flush();
      }
    } catch (IOException gone) {
      return; // The client hung up, which is what these tests are about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  /** Closing what is below leaves the goodbye out. */
  private static Socket handshake(SSLContext tls, Socket connection) throws IOException {
    SSLSocket spoken = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, 0, false);
    spoken.setUseClientMode(false);
    return spoken;
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int c;
    while ((c = in.read()) >= 0) {
      head.write(c);
      if (head.size() > 4 && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
