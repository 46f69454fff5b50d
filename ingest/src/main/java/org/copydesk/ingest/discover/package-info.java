/**
 * What an answer of a source means: which entries are new, which changed, when to ask again. Start
 * at {@link org.copydesk.ingest.discover.Discovery}.
 */
@NullMarked
package org.copydesk.ingest.discover;

import org.jspecify.annotations.NullMarked;
