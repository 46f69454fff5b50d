package org.copydesk.store.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a URL ended last: its row in {@code url_outcome}.
 *
 * @param disposition the code, such as {@code stored} or {@code refused}
 * @param reason a short code
 * @param detail a sentence for people
 * @param stage who decided
 * @param processedAt when its page was made an article or an outcome
 * @param at when it was decided
 */
public record StoredOutcome(
    String disposition,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable String sourceId,
    @Nullable String fetchId,
    @Nullable String articleId,
    String stage,
    @Nullable Instant discoveredAt,
    @Nullable Instant fetchedAt,
    @Nullable Instant processedAt,
    Instant storedAt,
    Instant at) {}
