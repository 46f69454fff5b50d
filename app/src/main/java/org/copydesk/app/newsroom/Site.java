package org.copydesk.app.newsroom;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One site of the newsroom, and the truth about what it has published. Safe to share between
 * threads.
 */
public final class Site {
  private final Publication publication;
  private final SiteRoutes routes;

  Site(Publication publication, SiteRoutes routes) {
    this.publication = publication;
    this.routes = routes;
  }

  /** A short word, the same for ever. */
  public String id() {
    return publication.texts().id();
  }

  public String name() {
    return publication.texts().property("name");
  }

  /** BCP 47. */
  public String language() {
    return publication.texts().property("language");
  }

  /** The site's root on loopback, ending in a slash. */
  public URI base() {
    return publication.base();
  }

  public URI feed() {
    return publication.base().resolve(publication.texts().property("feed-path"));
  }

  /** Every article published by now, oldest first, as its page shows it now. */
  public List<PublishedArticle> articles() {
    return publication.articles();
  }

  /** Lines that stand on every article page of the site and belong to no article. */
  public List<String> boilerplateLines() {
    return publication.texts().all("boilerplate");
  }

  /** The special URLs that the feed links to besides the articles, and how each must end. */
  public Map<URI, ExpectedOutcome> expectedOutcomes() {
    return routes.specials().stream()
        .collect(toUnmodifiableMap(routes::url, special -> special.kind().expected));
  }

  @Override
  public String toString() {
    return id() + " " + base();
  }
}
