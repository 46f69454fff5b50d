package org.copydesk.ingest.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.copydesk.ingest.guard.GuardedResolverProvider;

/**
 * The guard's resolver over names from a file instead of the platform's, read anew at each look-up.
 * Only a JVM that is told so on its class path uses it: the JDK's own {@code jdk.net.hosts.file}
 * would leave the guard out.
 */
public final class TestNames extends InetAddressResolverProvider {

  public static final String FILE = "copydesk.test.hosts";

  /** Makes a folder that names this resolver: the first on a class path counts. */
  public static Path install(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("names/META-INF/services"));
    Files.writeString(
        services.resolve(InetAddressResolverProvider.class.getName()), TestNames.class.getName());
    return folder.resolve("names");
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return GuardedResolverProvider.guarding(new FromFile(Path.of(System.getProperty(FILE))));
  }

  @Override
  public String name() {
    return "names of a test";
  }

  private record FromFile(Path file) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      List<InetAddress> found = new ArrayList<>();
      try {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", 2);
          if (words[1].equals(host)) {
            found.add(InetAddress.getByAddress(host, InetAddress.getByName(words[0]).getAddress()));
          }
        }
      } catch (IOException e) {
        throw new UnknownHostException(e.toString());
      }
      if (found.isEmpty()) {
        throw new UnknownHostException(host);
      }
      return found.stream();
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      throw new UnknownHostException("no names of addresses here");
    }
  }
}
