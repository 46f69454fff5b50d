/** Text as it should be: spaces, invisible characters, NFC, word counts. */
@NullMarked
package org.copydesk.extract.text;

import org.jspecify.annotations.NullMarked;
