/// What Tieout wants to change, what policy said of it, and where it stands. A proposal is written
/// once; its state moves by appending. Decides nothing itself and sends nothing. Keeps it true that
/// a deal has at most one live proposal to invoice it.
///
/// Tables: `proposal`, `ruling`, `proposal_event`, `live_change`, `proposal_erasure`.
@Room(
    name = "engine.proposal",
    mayUse = {"engine.db", "fact.change", "fact.policy", "fact.party", "value.json", "value.seal"})
@NullMarked
package io.tieout.engine.proposal;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
