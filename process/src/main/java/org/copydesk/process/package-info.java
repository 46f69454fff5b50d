/**
 * Pages to articles: each page is extracted under a deadline, and what a batch of pages became is
 * written in one transaction. Start at {@link org.copydesk.process.ProcessService}.
 */
@NullMarked
package org.copydesk.process;

import org.jspecify.annotations.NullMarked;
