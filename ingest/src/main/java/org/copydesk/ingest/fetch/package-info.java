/**
 * One safe, bounded HTTP request at a time: guarded address, wall-clock deadline, capped and
 * decoded body, no cookies, no redirects followed by itself. Start at {@link
 * org.copydesk.ingest.fetch.Fetcher}.
 */
@NullMarked
package org.copydesk.ingest.fetch;

import org.jspecify.annotations.NullMarked;
