package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.copydesk.pipeline.message.UrlState;
import org.junit.jupiter.api.Test;

final class EndedUrlsTest {

  private static final int MOST = 20_000;
  private static final String HOST = "example.org";

  private final EndedUrls urls = new EndedUrls(MOST);

  @Test
  void behavesAsAMapUnderRandomChanges() {
    Map<Long, EndedUrls.Ended> model = new HashMap<>();
    Random random = new Random(7);
    UrlState.Status[] statuses = UrlState.Status.values();
    for (int step = 0; step < 200_000; step++) {
      // Few ids that share their upper bits, so that searches run into each other.
      long id = (long) random.nextInt(64) << 32 | (1 + random.nextInt(40));
      if (random.nextInt(3) == 0) {
        urls.remove(id);
        model.remove(id);
      } else {
        EndedUrls.Ended end =
            new EndedUrls.Ended(
                statuses[random.nextInt(statuses.length)], random.nextLong() >>> 22);
        urls.put(id, "host" + id % 3, end.status(), end.atMillis());
        model.put(id, end);
      }
      assertThat(urls.find(id).orElse(null)).isEqualTo(model.get(id));
    }

    assertThat(urls.size()).isEqualTo(model.size());
    model.forEach((id, end) -> assertThat(urls.find(id)).contains(end));
  }

  @Test
  void oldEndingsAreForgottenAndTheOthersStay() {
    for (long id = 1; id <= 10_000; id++) {
      urls.put(id << 32, HOST, UrlState.Status.FETCHED, id);
    }

    urls.removeBefore(9_001);

    assertThat(urls.size()).isEqualTo(1_000);
    assertThat(urls.find(9_000L << 32)).isEmpty();
    assertThat(urls.find(9_001L << 32))
        .contains(new EndedUrls.Ended(UrlState.Status.FETCHED, 9_001));
  }

  @Test
  void hostWithoutEndForgetsItsOldestAndNoOtherHosts() {
    for (long id = 1; id <= 100; id++) {
      urls.put(id << 32, "other.example", UrlState.Status.FETCHED, 0);
    }

    // The same URLs end again and again, then more than may be remembered do.
    for (long id = 101; id <= 200; id++) {
      for (int time = 0; time < MOST / 50; time++) {
        urls.put(id << 32, HOST, UrlState.Status.FETCHED, id);
      }
    }
    assertThat(urls.size()).isEqualTo(200);
    for (long id = 201; id <= 10L * MOST; id++) {
      urls.put(id << 32, HOST, UrlState.Status.FETCHED, id);
    }

    assertThat(urls.size()).isBetween(MOST / 2, MOST + 100);
    assertThat(urls.find(100L << 32)).isPresent();
    assertThat(urls.find(201L << 32)).isEmpty();
    for (long id = 10L * MOST; id > 10L * MOST - MOST / 2; id--) {
      assertThat(urls.find(id << 32)).isPresent();
    }
  }
}
