package io.tieout.engine.vault;

import io.tieout.engine.db.Database;
import io.tieout.value.json.Digest;
import io.tieout.value.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Remembers which token a vendor refused for good. It is kept by its digest, so that a connection
/// counts as lost only as long as it has that very token.
public final class Refusals {
  private static final String NOTE =
      """
      insert into refused_grant (name, token_digest, refused_at) values (:name, :digest, :at)
      on conflict (name) do update
         set token_digest = excluded.token_digest, refused_at = excluded.refused_at
       where refused_grant.token_digest <> excluded.token_digest
      """;
  private static final String FORGET = "delete from refused_grant where name = :name";
  private static final String SINCE =
      "select refused_at from refused_grant where name = :name and token_digest = :digest";

  private final Database database;
  private final InstantSource clock;

  public Refusals(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The vendor refused the token of the credential; the first time counts.
  public void note(String name, Secret token) {
    database.transact(sql ->
        sql.run(NOTE)
            .set("name", name)
            .set("digest", digest(name, token))
            .set("at", clock.instant())
            .rows());
  }

  /// It is accepted again.
  public void forget(String name) {
    database.transact(sql -> sql.run(FORGET).set("name", name).rows());
  }

  /// Since when the token is refused; empty when it is not.
  public Optional<Instant> since(String name, Secret token) {
    return database.inTransaction(sql ->
        sql.ask(SINCE)
            .set("name", name)
            .set("digest", digest(name, token))
            .first(row -> row.instant("refused_at")));
  }

  private static String digest(String name, Secret token) {
    return Digest.of("refused token of " + name + "\n" + token.reveal()).hex();
  }
}
