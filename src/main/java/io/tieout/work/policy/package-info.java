/// The policy in words: what it says of a case, why something was asked, what a draft would have
/// changed. Only reads; rulings themselves are made in `fact.policy`.
@Room(
    name = "work.policy",
    mayUse = {
      "engine.db",
      "engine.governing",
      "engine.proposal",
      "fact.change",
      "fact.party",
      "fact.policy",
      "value.money",
      "work.governing"
    })
@NullMarked
package io.tieout.work.policy;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
