package org.copydesk.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.copydesk.pipeline.message.UrlState;
import org.junit.jupiter.api.Test;

final class EndedUrlsTest {

  private final EndedUrls urls = new EndedUrls();

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
            new EndedUrls.Ended(statuses[random.nextInt(statuses.length)], random.nextLong() >> 20);
        urls.put(id, end.status(), end.atMillis());
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
      urls.put(id << 32, UrlState.Status.FETCHED, id);
    }

    urls.removeBefore(9_001);

    assertThat(urls.size()).isEqualTo(1_000);
    assertThat(urls.find(9_000L << 32)).isEmpty();
    assertThat(urls.find(9_001L << 32))
        .contains(new EndedUrls.Ended(UrlState.Status.FETCHED, 9_001));
  }
}
