/**
 * Reads RSS, Atom and JSON feeds as the web really serves them: mends first, then reads by names.
 * Start at {@link org.copydesk.ingest.feed.FeedReader}.
 */
@NullMarked
package org.copydesk.ingest.feed;

import org.jspecify.annotations.NullMarked;
