/// How far each workflow may go by itself, in phases and by scope, and which classes of action have
/// earned to go without asking. Pure: the document's text comes from outside, the counts too.
@Room(
    name = "fact.rollout",
    mayUse = {
      "fact.party",
      "fact.ledger",
      "fact.change",
      "fact.policy",
      "value.money",
      "value.json"
    })
@NullMarked
package io.tieout.fact.rollout;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
