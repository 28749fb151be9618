/// Tests of the house itself.
@NullMarked
package io.tieout.house;

import org.jspecify.annotations.NullMarked;
