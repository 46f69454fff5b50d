/**
 * Follows news sources and fetches their pages, politely and safely. Start at {@link
 * org.copydesk.ingest.IngestService}.
 */
@NullMarked
package org.copydesk.ingest;

import org.jspecify.annotations.NullMarked;
