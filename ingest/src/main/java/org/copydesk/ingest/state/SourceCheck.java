package org.copydesk.ingest.state;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.copydesk.pipeline.kafka.Incoming;
import org.copydesk.pipeline.kafka.Shards;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.Source;

/**
 * Tells the records of {@code news.sources.v1} that can be followed from those that cannot. Anybody
 * may write to the topic by hand; what is wrong with one record must not trouble the others, and a
 * record in a wrong partition would let two instances talk to one host.
 *
 * @param shards how authorities are divided
 */
public record SourceCheck(Shards shards) {

  private static final int MAX_ID = 300;

  /**
   * Reads a record that has a value.
   *
   * @throws RuntimeException when it cannot be followed; the message names the reason
   */
  public Source read(Incoming incoming) {
    Source source = Json.read(incoming.value(), Source.class);
    require(source.id().equals(incoming.keyText()), "the id is not the record's key");
    require(!source.id().isEmpty() && source.id().length() <= MAX_ID, "the id is no usable name");
    require(isWeb(source.url()), "the url is no http or https address");
    URI movedTo = source.movedTo();
    require(movedTo == null || isWeb(movedTo), "movedTo is no http or https address");
    Duration every = source.every();
    require(every == null || every.isPositive(), "every is not more than nothing");
    int home = shards.of(source.authority());
    require(
        home == incoming.partition().partition(), "it belongs into partition " + home + " alone");
    return source;
  }

  private static boolean isWeb(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
