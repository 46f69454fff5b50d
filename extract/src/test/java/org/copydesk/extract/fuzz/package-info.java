/** Pages that nobody wrote: seeds, torn and put together anew. Start at {@code FuzzTest}. */
@NullMarked
package org.copydesk.extract.fuzz;

import org.jspecify.annotations.NullMarked;
