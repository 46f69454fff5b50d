/**
 * Extraction without services: one page, or a manifest of many on all cores. Start at {@link
 * org.copydesk.app.extraction.BatchExtraction}.
 */
@NullMarked
package org.copydesk.app.extraction;

import org.jspecify.annotations.NullMarked;
