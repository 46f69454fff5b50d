package org.copydesk.ingest.robots;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.copydesk.pipeline.message.HostState;

/** Keeps the rules of many hosts in a process of little memory, and goes by all of them. */
final class RobotsProcess {

  static final int HOSTS = 3_000;
  private static final int RULES = 300;

  private RobotsProcess() {}

  public static void main(String[] arguments) {
    List<Robots> all = new ArrayList<>();
    for (int host = 0; host < HOSTS; host++) {
      all.add(Objects.requireNonNull(RobotsReader.kept(state(host))));
    }
    long obeyed = all.stream().filter(RobotsProcess::isObeyed).count();
    System.out.println("obeyed " + obeyed);
  }

  private static boolean isObeyed(Robots robots) {
    return robots.allows(URI.create("https://example.org/open"))
        && !robots.allows(URI.create("https://example.org/closed-to-visitors/" + (RULES - 1)));
  }

  private static HostState state(int host) {
    StringBuilder text = new StringBuilder("# Host " + host + "\nUser-agent: *\n");
    for (int rule = 0; rule < RULES; rule++) {
      text.append("Disallow: /closed-to-visitors/").append(rule).append('\n');
    }
    String authority = "h" + host + ".example";
    return new HostState(authority, null, null, null, 0, null, Instant.EPOCH, 200, text.toString());
  }
}
