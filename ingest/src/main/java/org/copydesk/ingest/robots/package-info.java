/**
 * What a host's robots.txt allows us, after RFC 9309. Start at {@link
 * org.copydesk.ingest.robots.Robots}.
 */
@NullMarked
package org.copydesk.ingest.robots;

import org.jspecify.annotations.NullMarked;
