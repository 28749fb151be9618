/// Recurring work, run by one process at a time of however many there are, and the loops that work
/// off what waits. Never knows what the work is. Owns `job_run` and db-scheduler's
/// `scheduled_tasks`.
@Room(
    name = "engine.jobs",
    mayUse = {"engine.db", "value.fault"})
@NullMarked
package io.tieout.engine.jobs;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
