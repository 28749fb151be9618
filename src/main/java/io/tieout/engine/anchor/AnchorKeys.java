package io.tieout.engine.anchor;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.engine.vault.Sealed;
import io.tieout.engine.vault.Vault;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The key that signs, made at its first use. The vault keeps its private half; the public one
/// stays in a table, also when a later key takes its place.
public final class AnchorKeys {
  private static final String NAME = "audit-anchor-key";
  private static final String ALL = "select * from anchor_key order by made_at, key_id";
  private static final String INSERT =
      """
      insert into anchor_key (key_id, installation, public_key, made_at)
      values (:keyId, :installation, :publicKey, :at) on conflict do nothing
      """;

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;
  private final IdSource ids;

  public AnchorKeys(Database database, Vault vault, InstantSource clock, IdSource ids) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
    this.ids = ids;
  }

  /// A key that signed, or will sign.
  ///
  /// @param id enough of its digest for a person to compare
  /// @param publicKey X.509 in base64
  public record Known(String id, String installation, String publicKey, Instant since) {
    /// As programs such as OpenSSL read it.
    public String pem() {
      return "-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----";
    }
  }

  /// The key in use, with the installation it stands for.
  record Signer(String installation, Signing.Pair pair) {}

  /// All keys, the oldest first. Needs no vault.
  public static List<Known> known(Sql sql) {
    return sql.ask(ALL).list(AnchorKeys::read);
  }

  /// The key, of one process's making however many ask at once.
  Signer signer() {
    Optional<String> installation =
        database.inTransaction(sql -> known(sql).stream().map(Known::installation).findFirst());
    Json.Obj held =
        vault.exclusively(
            NAME,
            sealed -> {
              if (sealed.isPresent()) {
                return Sealed.unchanged(sealed.get());
              }
              Json.Obj made = made(installation.orElseGet(() -> ids.next("T")));
              return Sealed.with(made, made);
            });
    Signer signer =
        new Signer(
            held.text("installation"),
            new Signing.Pair(held.text("publicKey"), held.text("privateKey")));
    database.transact(sql -> keep(sql, signer));
    return signer;
  }

  private static Json.Obj made(String installation) {
    Signing.Pair pair = Signing.Pair.make();
    return Json.object()
        .put("installation", installation)
        .put("publicKey", pair.publicKey())
        .put("privateKey", pair.privateKey())
        .build();
  }

  private void keep(Sql sql, Signer signer) {
    String publicKey = signer.pair().publicKey();
    sql.run(INSERT)
        .set("keyId", Signing.idOf(publicKey))
        .set("installation", signer.installation())
        .set("publicKey", publicKey)
        .set("at", clock.instant())
        .rows();
  }

  private static Known read(Row row) {
    return new Known(
        row.text("key_id"),
        row.text("installation"),
        row.text("public_key"),
        row.instant("made_at"));
  }
}
