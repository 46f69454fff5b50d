package org.copydesk.ingest.site;

import java.net.URI;
import java.util.Objects;

/**
 * One address that a page links to, with the best that its links show.
 *
 * @param text the longest text of its links
 * @param letters how long that text is; a letter of a script without spaces counts as three
 * @param isHeading whether a link of it is or holds a heading
 * @param isInMenu whether all its links stand in menus, headers or footers
 */
record PageLink(
    URI url, LinkShape shape, String text, int letters, boolean isHeading, boolean isInMenu) {

  PageLink {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(text, "text");
  }

  /** What two links to one address show together. */
  PageLink and(PageLink other) {
    return new PageLink(
        url,
        shape,
        letters >= other.letters ? text : other.text,
        Math.max(letters, other.letters),
        isHeading || other.isHeading,
        isInMenu && other.isInMenu);
  }
}
