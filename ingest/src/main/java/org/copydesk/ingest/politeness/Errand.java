package org.copydesk.ingest.politeness;

import java.net.URI;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Authority;

/** Something to ask a host for. */
public sealed interface Errand {

  /** What to request now: where the errand began, or where redirects have led. */
  URI url();

  /** Redirects followed so far. */
  int hops();

  /** The shard that the host belongs to. */
  int shard();

  /** The same errand at another address of the same host. */
  Errand movedTo(URI target);

  default String authority() {
    return Authority.of(url());
  }

  /** Fetch a page. */
  record Page(PageJob job, URI url, int hops) implements Errand {
    @Override
    public int shard() {
      return job.shard();
    }

    @Override
    public Page movedTo(URI target) {
      return new Page(job, target, hops + 1);
    }
  }

  /** Ask a source what is new. */
  record Poll(String sourceId, int shard, URI url, int hops) implements Errand {
    @Override
    public Poll movedTo(URI target) {
      return new Poll(sourceId, shard, target, hops + 1);
    }
  }

  /**
   * Ask for the robots.txt of another host, which a redirect has led here.
   *
   * @param of the host that waits for it
   */
  record Rules(Host of, int shard, URI url, int hops) implements Errand {
    @Override
    public Rules movedTo(URI target) {
      return new Rules(of, shard, target, hops + 1);
    }
  }
}
