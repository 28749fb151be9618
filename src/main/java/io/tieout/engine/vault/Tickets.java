package io.tieout.engine.vault;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Digest;
import io.tieout.value.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Lets an administrator in who can read what a command on our machine prints: a link that is good
/// once and for a quarter of an hour opens a session. Works between processes that share nothing
/// but the database.
public final class Tickets {
  public static final Duration LINK = Duration.ofMinutes(15);
  public static final Duration SESSION = Duration.ofHours(1);

  private static final int BYTES = 32;
  private static final Duration KEPT = Duration.ofDays(1);
  private static final String MAKE =
      """
      insert into admin_ticket (digest, kind, made_at, expires_at)
      values (:digest, :kind, :at, :until)
      """;
  private static final String USE =
      """
      update admin_ticket set used_at = :at
       where digest = :digest and kind = 'link' and used_at is null and expires_at > :at
      """;
  private static final String GOOD =
      """
      select count(*) as there from admin_ticket
       where digest = :digest and kind = 'session' and expires_at > :at
      """;
  private static final String FORGET = "delete from admin_ticket where expires_at < :before";

  private final Database database;
  private final InstantSource clock;

  /// Not handed in: what a seed could repeat would let anybody in.
  private final SecureRandom random = new SecureRandom();

  public Tickets(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A new link's token.
  public Secret link() {
    Secret token = token();
    database.transact(sql -> {
      sql.run(FORGET).set("before", clock.instant().minus(KEPT)).rows();
      make(sql, token, "link", LINK);
    });
    return token;
  }

  /// Uses a link up and opens a session for it; empty when it is unknown, used or too old.
  public Optional<Secret> enter(String link) {
    Secret session = token();
    return database.inTransaction(sql -> {
      int used = sql.run(USE).set("digest", digest(link)).set("at", clock.instant()).rows();
      if (used == 0) {
        return Optional.empty();
      }
      make(sql, session, "session", SESSION);
      return Optional.of(session);
    });
  }

  /// Whether the session is open.
  public boolean admits(String session) {
    return database.inTransaction(sql ->
        sql.ask(GOOD)
            .set("digest", digest(session))
            .set("at", clock.instant())
            .one(row -> row.number("there")))
        == 1;
  }

  private void make(Sql sql, Secret token, String kind, Duration life) {
    Instant now = clock.instant();
    sql.run(MAKE)
        .set("digest", digest(token.reveal()))
        .set("kind", kind)
        .set("at", now)
        .set("until", now.plus(life))
        .once();
  }

  private Secret token() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String digest(String token) {
    return Digest.of("admin ticket\n" + token).hex();
  }
}
