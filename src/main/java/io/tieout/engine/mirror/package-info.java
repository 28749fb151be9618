/// Our dated copies of CRM and ledger records, the links between them, and the feeds that notice
/// changes. For reading, searching and noticing; a write never rests on a copy. Owns
/// `mirror_record`, `link` and `feed_cursor`.
@Room(
    name = "engine.mirror",
    mayUse = {"engine.db", "engine.inbox", "fact.crm", "fact.ledger", "value.json"})
@NullMarked
package io.tieout.engine.mirror;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
