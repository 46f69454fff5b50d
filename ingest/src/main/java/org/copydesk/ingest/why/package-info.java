/**
 * Why a URL or a host is treated as it is, for operators and webmasters who ask. Start at {@link
 * org.copydesk.ingest.why.OwnersAnswer}.
 */
@NullMarked
package org.copydesk.ingest.why;

import org.jspecify.annotations.NullMarked;
