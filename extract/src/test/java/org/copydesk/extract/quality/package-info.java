/** Runs the extractor over sets of pages with known truth; see {@code quality/run}. */
@NullMarked
package org.copydesk.extract.quality;

import org.jspecify.annotations.NullMarked;
