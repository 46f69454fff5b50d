/**
 * What a page says about its article: headline, authors, dates, language and more, each with every
 * candidate seen and why one won. Start at {@code MetadataExtractor}.
 */
@NullMarked
package org.copydesk.extract.metadata;

import org.jspecify.annotations.NullMarked;
