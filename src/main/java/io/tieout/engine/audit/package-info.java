/// The record of who did what, why and on what evidence: written in the transaction of the deed,
/// only ever added to, and chained by hashes so that a later change shows. Never judges what it
/// records. Owns `audit_entry`, `audit_chain` and `audit_erasure`.
@Room(
    name = "engine.audit",
    mayUse = {"engine.db", "value.json", "value.id"})
@NullMarked
package io.tieout.engine.audit;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
