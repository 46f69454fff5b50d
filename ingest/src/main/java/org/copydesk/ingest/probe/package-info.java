/**
 * Looks at a site that is not followed yet, as politely as if it were. Start at {@link
 * org.copydesk.ingest.probe.SiteProbe}.
 */
@NullMarked
package org.copydesk.ingest.probe;

import org.jspecify.annotations.NullMarked;
