/// The conversation: tools, the loop around the model, the offline planner. It can read our own
/// copies of the systems and file proposals; no write and no connector is within its reach. The
/// only room that names langchain4j.
@Room(
    name = "door.assistant",
    mayUse = {
      "engine.approval",
      "engine.db",
      "engine.mirror",
      "engine.proposal",
      "fact.change",
      "fact.crm",
      "fact.ledger",
      "fact.notice",
      "fact.party",
      "fact.policy",
      "value.json",
      "value.mask",
      "value.money",
      "value.secret"
    })
@NullMarked
package io.tieout.door.assistant;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
