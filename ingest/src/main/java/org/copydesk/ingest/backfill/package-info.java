/**
 * Brings files of URLs and WARC archives into the backfill lane, without holding them in memory and
 * without losing or doubling anything when it is killed. Start at {@link
 * org.copydesk.ingest.backfill.Importer}.
 */
@NullMarked
package org.copydesk.ingest.backfill;

import org.jspecify.annotations.NullMarked;
