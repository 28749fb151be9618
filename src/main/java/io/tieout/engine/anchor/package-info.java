/// What the audit chain was at the end of each day, signed and sent to places that whoever runs
/// Tieout does not control, and the comparison of the chain with it. Never knows how a destination
/// is reached, never judges a single entry. Owns `anchor_key`, `audit_anchor` and
/// `anchor_delivery`.
@Room(
    name = "engine.anchor",
    mayUse = {"engine.audit", "engine.db", "engine.vault", "value.id", "value.json"})
@NullMarked
package io.tieout.engine.anchor;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
