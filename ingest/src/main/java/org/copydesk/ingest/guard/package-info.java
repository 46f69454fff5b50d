/**
 * Keeps fetches away from addresses and ports that are none of our business: loopback, private and
 * other special networks, however they are spelled. Start at {@link
 * org.copydesk.ingest.guard.FetchGuard}.
 */
@NullMarked
package org.copydesk.ingest.guard;

import org.jspecify.annotations.NullMarked;
