/// What people are to be told, kept until it is told: at least once, in order per thing it is
/// about. Never decides what is told or how it looks. Owns `notice_outbox`.
@Room(
    name = "engine.outbox",
    mayUse = {"engine.db", "engine.lease", "fact.notice", "value.json", "value.id", "value.fault"})
@NullMarked
package io.tieout.engine.outbox;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
