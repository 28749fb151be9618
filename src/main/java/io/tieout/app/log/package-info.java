/// The log's last step: what is printed is printed without personal data and credentials, whoever
/// wrote it. The only room that names Logback; `logback.xml` names its encoder.
@Room(
    name = "app.log",
    mayUse = {"value.mask", "value.secret"})
@NullMarked
package io.tieout.app.log;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
