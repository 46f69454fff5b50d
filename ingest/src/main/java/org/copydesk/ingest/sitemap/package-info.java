/**
 * Reads sitemaps and sitemap indexes, plain or gzip, and chooses what in them is news. Start at
 * {@link org.copydesk.ingest.sitemap.SitemapReader}.
 */
@NullMarked
package org.copydesk.ingest.sitemap;

import org.jspecify.annotations.NullMarked;
