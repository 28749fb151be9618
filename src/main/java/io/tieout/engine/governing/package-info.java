/// What governs decisions, in versions: the people with their roles and limits, the policy, the
/// phases of each workflow. A version is written once and the newest is in force. Decides nothing:
/// whoever appends a version has had it approved.
///
/// Table: `governing`.
@Room(
    name = "engine.governing",
    mayUse = {"engine.db", "engine.audit", "value.json"})
@NullMarked
package io.tieout.engine.governing;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
