package org.copydesk.app.newsroom;

import java.time.Instant;

/**
 * One request that the newsroom answered.
 *
 * @param received when its headers had been read
 * @param answered when the answer was ready to be sent
 * @param target the path and query as sent
 */
public record NewsroomRequest(
    String siteId,
    String method,
    String target,
    int status,
    String userAgent,
    Instant received,
    Instant answered) {}
