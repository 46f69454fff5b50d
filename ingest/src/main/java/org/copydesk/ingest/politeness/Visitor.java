package org.copydesk.ingest.politeness;

import java.util.List;
import java.util.Optional;

/** What is done at a host. Called on a thread of its own, for one host never twice at a time. */
public interface Visitor {

  /** Prepares a host that was not known before. */
  void prepare(Host host);

  /**
   * Makes at most one request.
   *
   * @return what is still to be done at this host for the errand, before all else
   * @throws InterruptedException when the shard goes to another owner; nothing more is written
   */
  Optional<Errand> visit(Host host, Errand errand) throws InterruptedException;

  /** Puts away pages that cannot be fetched soon, because their host was suspended. */
  void putAway(Host host, List<Errand> pages) throws InterruptedException;
}
