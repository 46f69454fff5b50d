package org.copydesk.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a port of this machine, until it cuts those to its clients. */
final class CuttableProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final List<Socket> targets = new CopyOnWriteArrayList<>();

  private CuttableProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static CuttableProxy to(int target) throws IOException {
    CuttableProxy proxy =
        new CuttableProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Cuts the clients' side once the condition holds; the target's side stays. */
  void cutWhen(Callable<Boolean> condition) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              await().atMost(Duration.ofSeconds(30)).until(condition);
              clients.forEach(CuttableProxy::closeQuietly);
            });
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
        clients.add(client);
        targets.add(other);
        Thread.ofVirtual().start(() -> copy(client, other));
        Thread.ofVirtual().start(() -> copy(other, client));
      }
    } catch (IOException e) {
      // The proxy was closed.
      targets.forEach(CuttableProxy::closeQuietly);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One side is gone; the other is left open on purpose, like a network that lost packets.
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    clients.forEach(CuttableProxy::closeQuietly);
    targets.forEach(CuttableProxy::closeQuietly);
  }
}
