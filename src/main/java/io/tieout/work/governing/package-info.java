/// Changing what governs decisions: people, policy, phases. Reads what is in force, says in words
/// what a draft would change, and proposes it; people approve it as they approve an invoice.
/// Refuses a draft that cannot be read or would leave nobody to approve.
@Room(
    name = "work.governing",
    mayUse = {
      "engine.approval",
      "engine.db",
      "engine.governing",
      "engine.proposal",
      "fact.change",
      "fact.party",
      "fact.policy",
      "value.id",
      "value.json",
      "value.money"
    })
@NullMarked
package io.tieout.work.governing;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
