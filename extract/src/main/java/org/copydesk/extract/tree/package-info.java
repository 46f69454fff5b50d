/** Bytes to a tree, for most pages faster than jsoup does it. Start at {@code FastParser}. */
@NullMarked
package org.copydesk.extract.tree;

import org.jspecify.annotations.NullMarked;
