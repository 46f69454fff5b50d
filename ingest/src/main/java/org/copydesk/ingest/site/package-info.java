/**
 * Finds a site's feeds and sitemaps, and tells the article links of its pages from navigation.
 * Start at {@link org.copydesk.ingest.site.SiteSources} and {@link
 * org.copydesk.ingest.site.SectionReader}.
 */
@NullMarked
package org.copydesk.ingest.site;

import org.jspecify.annotations.NullMarked;
