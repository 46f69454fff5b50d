/** Tests of the sample newsroom; start at {@link org.copydesk.app.newsroom.SampleNewsroomTest}. */
@NullMarked
package org.copydesk.app.newsroom;

import org.jspecify.annotations.NullMarked;
