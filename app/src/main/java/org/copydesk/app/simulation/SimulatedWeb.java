package org.copydesk.app.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of news sites on addresses of their own in 127.0.0.0/8, all on one port, served by one
 * thread. Needs a system that has the whole network on its loopback interface, as Linux does.
 */
public final class SimulatedWeb implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SimulatedWeb.class);
  private static final int MAX_HEAD = 16 << 10;
  private static final int BACKLOG = 16;

  private record Due(long nanos, Visit visit) {}

  /** A connection, and the request on it that waits for its answer. */
  private static final class Visit {
    private final int host;
    private final SelectionKey key;
    private final ByteBuffer head = ByteBuffer.allocate(MAX_HEAD);
    private ByteBuffer answer = ByteBuffer.allocate(0);
    private String request = "";

    Visit(int host, SelectionKey key) {
      this.host = host;
      this.key = key;
    }

    boolean isOpen() {
      return !request.isEmpty();
    }
  }

  private final WebPlan plan;
  private final RequestJudge judge;
  private final Selector selector;
  private final List<ServerSocketChannel> doors = new ArrayList<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
  private final Thread thread;
  private final int port;
  private volatile boolean closed;

  private SimulatedWeb(WebPlan plan) throws IOException {
    this.plan = plan;
    this.judge = new RequestJudge(plan);
    this.selector = Selector.open();
    this.port = open();
    this.thread = Thread.ofPlatform().name("simulated-web").daemon().start(this::run);
  }

  /**
   * Opens all hosts.
   *
   * @throws UncheckedIOException when the system does not let them be opened
   */
  public static SimulatedWeb start(WebPlan plan) {
    try {
      return new SimulatedWeb(plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of every host. */
  public int port() {
    return port;
  }

  public RequestJudge judge() {
    return judge;
  }

  public WebPlan plan() {
    return plan;
  }

  /** What a host's addresses begin with. */
  String base(int host) {
    return "http://" + plan.address(host) + ":" + port;
  }

  String feed(int host) {
    return base(host) + WebPlan.FEED;
  }

  /** The lines of a configuration with which its hosts are crawled as they want. */
  public List<String> configuration(int parallel) {
    List<String> lines = new ArrayList<>();
    lines.add("fetch:");
    lines.add("  contact: crawl@copydesk.example");
    lines.add("  delay: " + plan.delay().toMillis() + "ms");
    lines.add("  allow-networks: [127.0.0.0/8]");
    lines.add("  allow-ports: [" + port + "]");
    lines.add("  parallel: " + parallel);
    lines.add("  revisit-after: []");
    lines.add("sources:");
    for (int host = 0; host < plan.hosts(); host++) {
      lines.add("  - feed: " + feed(host));
    }
    return lines;
  }

  String article(int host, int article) {
    return base(host) + WebPlan.path(article);
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("simulated web not closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int open() throws IOException {
    int chosen = 0;
    for (int host = 0; host < plan.hosts(); host++) {
      ServerSocketChannel door = ServerSocketChannel.open();
      doors.add(door);
      door.configureBlocking(false);
      door.bind(new InetSocketAddress(InetAddress.getByName(plan.address(host)), chosen), BACKLOG);
      door.register(selector, SelectionKey.OP_ACCEPT, host);
      chosen = ((InetSocketAddress) door.getLocalAddress()).getPort();
    }
    return chosen;
  }

  private void run() {
    try {
      while (!closed) {
        answerDue();
        selector.select(this::handle, millisToNext());
      }
    } catch (IOException e) {
      log.atError().setCause(e).log("simulated web ended");
    }
  }

  private long millisToNext() {
    Due next = due.peek();
    return next == null
        ? 500
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.nanos() - System.nanoTime()));
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept(key);
      } else if (key.attachment() instanceof Visit visit) {
        if (key.isWritable()) {
          write(visit);
        } else {
          read(visit);
        }
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("connection ended");
      hangUp(key);
    }
  }

  private void accept(SelectionKey key) throws IOException {
    SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
    if (channel != null) {
      channel.configureBlocking(false);
      SelectionKey own = channel.register(selector, SelectionKey.OP_READ);
      own.attach(new Visit((int) key.attachment(), own));
    }
  }

  private void read(Visit visit) throws IOException {
    int count = ((SocketChannel) visit.key.channel()).read(visit.head);
    if (count < 0 || !visit.head.hasRemaining()) {
      hangUp(visit.key);
      return;
    }
    String head = new String(visit.head.array(), 0, visit.head.position(), ISO_8859_1);
    if (head.endsWith("\r\n\r\n")) {
      visit.head.clear();
      visit.request = head;
      long now = System.nanoTime();
      long earlier = judge.began(visit.host, path(head), now);
      due.add(new Due(now + plan.latency(visit.host, earlier).toNanos(), visit));
    }
  }

  private void hangUp(SelectionKey key) {
    if (key.attachment() instanceof Visit visit && visit.isOpen()) {
      visit.request = "";
      judge.ended(visit.host, System.nanoTime());
    }
    try {
      key.channel().close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("connection not closed");
    }
  }

  private void answerDue() {
    long now = System.nanoTime();
    for (Due next = due.peek(); next != null && next.nanos() <= now; next = due.peek()) {
      due.remove();
      Visit visit = next.visit();
      if (visit.isOpen()) {
        visit.answer = answer(visit.host, visit.request);
        visit.request = "";
        judge.ended(visit.host, System.nanoTime());
        begin(visit);
      }
    }
  }

  private void begin(Visit visit) {
    try {
      write(visit);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("connection ended");
      hangUp(visit.key);
    }
  }

  private static void write(Visit visit) throws IOException {
    ((SocketChannel) visit.key.channel()).write(visit.answer);
    visit.key.interestOps(
        visit.answer.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private ByteBuffer answer(int host, String request) {
    String path = path(request);
    int article = plan.article(path);
    if (article >= 0) {
      return answer("200 OK", "text/html; charset=utf-8", plan.page(host, article));
    }
    return switch (path) {
      case WebPlan.ROBOTS -> answer("200 OK", "text/plain", plan.robots(host));
      case WebPlan.FEED -> feed(host, request);
      default -> answer("404 Not Found", "text/plain", "no such page");
    };
  }

  private ByteBuffer feed(int host, String request) {
    String tag = "\"feed-" + host + "\"";
    return request.toLowerCase(Locale.ROOT).contains("if-none-match: " + tag)
        ? answer("304 Not Modified", "application/rss+xml\r\nETag: " + tag, "")
        : answer("200 OK", "application/rss+xml\r\nETag: " + tag, plan.feed(host, base(host)));
  }

  private static ByteBuffer answer(String status, String type, String text) {
    byte[] body = text.getBytes(UTF_8);
    byte[] head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length)
            .getBytes(ISO_8859_1);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }

  private static String path(String head) {
    int begin = head.indexOf(' ') + 1;
    int end = head.indexOf(' ', begin);
    return end < 0 ? "" : head.substring(begin, end);
  }
}
