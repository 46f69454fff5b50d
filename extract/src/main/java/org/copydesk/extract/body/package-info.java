/**
 * Finds an article's blocks on a page: one walk over the tree, candidates for the container, then
 * named rules over blocks. Start at {@code BodyExtractor}.
 */
@NullMarked
package org.copydesk.extract.body;

import org.jspecify.annotations.NullMarked;
