/** Tells pages that are no article, each with a named reason. Start at {@code ArticleJudge}. */
@NullMarked
package org.copydesk.extract.verdict;

import org.jspecify.annotations.NullMarked;
