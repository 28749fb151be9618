/// Reads `tieout.yaml` into the settings of every room; reports all problems at once; takes secrets
/// from the environment alone.
@Room(
    name = "app.config",
    mayUse = {"value.json"})
@NullMarked
package io.tieout.app.config;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
