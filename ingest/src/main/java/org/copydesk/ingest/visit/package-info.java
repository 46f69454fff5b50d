/**
 * One request at a host and everything that follows from its answer. Start at {@link
 * org.copydesk.ingest.visit.HostVisitor}.
 */
@NullMarked
package org.copydesk.ingest.visit;

import org.jspecify.annotations.NullMarked;
