package org.copydesk.ingest.fetch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.copydesk.ingest.guard.AddressCache;
import org.copydesk.ingest.guard.AddressPolicy;
import org.copydesk.ingest.guard.Cidr;
import org.copydesk.ingest.guard.FetchGuard;

/**
 * Fetches in a JVM of its own, whose names come from a file ({@link TestNames}) and whose trust
 * from a store ({@code javax.net.ssl.trustStore}): both are read once in a JVM's life.
 */
final class FetchProcess {

  static final String DEADLINE = "copydesk.test.deadline";

  private FetchProcess() {}

  /**
   * Prints what became of each URL: the URL, the code, the milliseconds, all the rest. An argument
   * {@code name=address} first gives the name another address, as a name server would that changes
   * its mind. Loopback stands for the public internet here.
   */
  public static void main(String[] arguments) throws Exception {
    AddressCache.disable();
    AddressCache.requireGuard();
    List<URI> urls =
        Arrays.stream(arguments).filter(word -> word.startsWith("http")).map(URI::create).toList();
    Set<Integer> ports = new HashSet<>();
    urls.forEach(url -> ports.add(url.getPort()));
    Duration deadline = Duration.parse(System.getProperty(DEADLINE));
    AddressPolicy policy = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")), true);
    Fetcher fetcher = new Fetcher(new FetchGuard(policy, ports), "Copydesk/test", deadline);
    for (String word : arguments) {
      if (word.startsWith("http")) {
        long begin = System.nanoTime();
        FetchResult result = fetcher.fetch(FetchRequest.page(URI.create(word), 1 << 20));
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        System.out.println("ended " + word + " " + code(result) + " " + millis + " " + result);
      } else {
        rename(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      }
    }
  }

  private static void rename(String name, String address) throws Exception {
    Path hosts = Path.of(System.getProperty(TestNames.FILE));
    List<String> lines = new ArrayList<>(Files.readAllLines(hosts));
    lines.removeIf(line -> line.endsWith(" " + name));
    lines.add(address + " " + name);
    Files.write(hosts, lines);
  }

  private static String code(FetchResult result) {
    return switch (result) {
      case FetchResult.Body body -> "body-" + body.body().length;
      case FetchResult.Refused refused -> "refused-" + refused.refusal().rule().code();
      case FetchResult.Broken broken -> broken.fault().code();
      case FetchResult.NotModified same -> "304";
      case FetchResult.Redirect redirect -> "redirect";
      case FetchResult.Status status -> "status-" + status.head().status();
    };
  }
}
