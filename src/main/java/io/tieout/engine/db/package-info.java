/// PostgreSQL: the embedded server, the pool, transactions, migrations, and the small façade
/// through which every other room speaks SQL. The only room that names `java.sql`, Jdbi or Flyway.
/// Owns no table.
@Room(
    name = "engine.db",
    mayUse = {"fact.check", "value.json", "value.money", "value.secret"})
@NullMarked
package io.tieout.engine.db;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
