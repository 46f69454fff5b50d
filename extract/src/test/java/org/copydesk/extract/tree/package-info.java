/** The fast parser against jsoup's. */
@NullMarked
package org.copydesk.extract.tree;

import org.jspecify.annotations.NullMarked;
