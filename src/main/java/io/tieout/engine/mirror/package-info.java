/// Our dated copies of CRM and ledger records, the links between them, and the feeds that notice
/// changes, the walks that copy everything. For reading, searching and noticing; a write never
/// rests on a copy. Owns `mirror_record`, `mirror_walk`, `link` and `feed_cursor`.
@Room(
    name = "engine.mirror",
    mayUse = {"engine.db", "engine.inbox", "fact.crm", "fact.ledger", "value.fault", "value.json"})
@NullMarked
package io.tieout.engine.mirror;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
