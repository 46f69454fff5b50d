/** What is learned of a host, and what is not. */
@NullMarked
package org.copydesk.extract.learned;

import org.jspecify.annotations.NullMarked;
