@NullMarked
package org.copydesk.pipeline;

import org.jspecify.annotations.NullMarked;
