@NullMarked
package org.copydesk.store;

import org.jspecify.annotations.NullMarked;
