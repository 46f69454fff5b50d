@NullMarked
package org.copydesk.process;

import org.jspecify.annotations.NullMarked;
