/// The test database and the tests of the db room.
@NullMarked
package io.tieout.engine.db;

import org.jspecify.annotations.NullMarked;
