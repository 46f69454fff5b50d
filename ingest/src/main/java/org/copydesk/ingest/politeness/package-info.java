/**
 * When which host may be asked: one request at a time, a delay between requests, pauses for hosts
 * in trouble. Start at {@link org.copydesk.ingest.politeness.HostSchedule}.
 */
@NullMarked
package org.copydesk.ingest.politeness;

import org.jspecify.annotations.NullMarked;
