/// What is held about a person, and its erasure: copies are removed, working data is freed of the
/// person, and records that the law has kept stay and are named, with their last day. The only room
/// that reaches into other rooms' tables, since a person may be named anywhere. Owns `erasure`.
@Room(
    name = "engine.erasure",
    mayUse = {
      "engine.audit",
      "engine.db",
      "engine.proposal",
      "engine.retention",
      "value.id",
      "value.json"
    })
@NullMarked
package io.tieout.engine.erasure;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
