/// The one way in: what happened outside is stored once, before it is answered, and worked on one
/// at a time and in order of arrival per subject. Never deletes a signal, though the body of one
/// that is done is removed in time; never knows what a signal means. Owns `signal`, `signal_work`
/// and `signal_attempt`.
@Room(
    name = "engine.inbox",
    mayUse = {"engine.db", "engine.lease", "value.json", "value.fault"})
@NullMarked
package io.tieout.engine.inbox;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
