/// Commits files to a branch of a git repository elsewhere. Names JGit. Knows nothing of what the
/// files hold, keeps no copy, and rewrites nothing. No tables.
@Room(
    name = "vendor.git",
    mayUse = {"value.fault", "value.secret"})
@NullMarked
package io.tieout.vendor.git;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
