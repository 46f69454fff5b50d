@NullMarked
package org.copydesk.extract;

import org.jspecify.annotations.NullMarked;
