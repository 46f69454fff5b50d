package org.copydesk.ingest.politeness;

import java.net.URI;
import org.copydesk.ingest.state.PageJob;
import org.copydesk.pipeline.message.Authority;
import org.copydesk.pipeline.message.RobotsReferral;

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
   * Ask for the robots.txt of another host, which a redirect has led here; or, at that other host,
   * take what was found.
   */
  record Rules(RobotsReferral referral, int shard) implements Errand {
    @Override
    public URI url() {
      return URI.create(referral.address());
    }

    @Override
    public int hops() {
      return referral.hops();
    }

    /** Whether nothing is left to ask: the host's other errands wait for it. */
    boolean isAnswer() {
      return referral.answer() != null;
    }

    @Override
    public String authority() {
      return referral.recipient();
    }

    @Override
    public Rules movedTo(URI target) {
      return new Rules(
          RobotsReferral.question(referral.of(), target.toString(), hops() + 1), shard);
    }
  }
}
