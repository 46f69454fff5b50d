/** Furniture told by its words, from a data file. Start at {@code PhraseRules}. */
@NullMarked
package org.copydesk.extract.phrase;

import org.jspecify.annotations.NullMarked;
