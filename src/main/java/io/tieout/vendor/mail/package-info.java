/// Sends e-mail over SMTP. Names Jakarta Mail. Knows nothing of what is sent. No tables.
@Room(
    name = "vendor.mail",
    mayUse = {"value.fault", "value.secret"})
@NullMarked
package io.tieout.vendor.mail;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
