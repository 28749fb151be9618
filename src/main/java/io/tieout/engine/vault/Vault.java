package io.tieout.engine.vault;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals credentials with AES-256-GCM: a fresh 96-bit nonce each time, the credential's name as
/// associated data, so that a sealed row cannot be moved to another name.
public final class Vault {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /// Also holds for a name that is not sealed yet, which a row lock would not.
  private static final String LOCK =
      "select true as locked from (select pg_advisory_xact_lock(7010016, hashtext(:name))) l";

  private static final String READ = "select * from sealed_grant where name = :name";
  private static final String NAMES = "select name, key_id from sealed_grant order by name";
  private static final String WRITE =
      """
      insert into sealed_grant (name, key_id, nonce, sealed, sealed_at)
      values (:name, :keyId, :nonce, :sealed, :at)
      on conflict (name) do update
         set key_id = excluded.key_id, nonce = excluded.nonce, sealed = excluded.sealed,
             sealed_at = excluded.sealed_at
      """;

  private final Database database;
  private final VaultKey key;
  private final InstantSource clock;

  /// Not handed in: a nonce that a seed could repeat would give the content away.
  private final SecureRandom random = new SecureRandom();

  public Vault(Database database, VaultKey key, InstantSource clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /// The credential, if one is sealed under the name.
  public Optional<Json.Obj> open(String name) {
    return database.inTransaction(sql -> read(sql, name));
  }

  /// Keeps the credential under the name, in place of any before it.
  public void seal(String name, Json.Obj secret) {
    exclusively(name, _ -> Sealed.with(true, secret));
  }

  /// Works on a credential while no other thread or process can: the others wait. Meant for
  /// exchanging a token that may be used once, the only place where a vendor is called while a
  /// transaction is open; the work must have a deadline of its own and use no other transaction.
  public <T> T exclusively(String name, Function<Optional<Json.Obj>, Sealed<T>> work) {
    return database.inTransaction(sql -> {
      sql.ask(LOCK).set("name", name).one(row -> row.flag("locked"));
      Sealed<T> done = work.apply(read(sql, name));
      done.secret().ifPresent(secret -> write(sql, name, secret));
      return done.result();
    });
  }

  /// The names under which something is sealed.
  public List<String> names() {
    return database.inTransaction(sql -> sql.ask(NAMES).list(row -> row.text("name")));
  }

  /// Seals everything anew with the current key, so that older keys can be dropped.
  ///
  /// @param told the name of each credential once it is done
  public void rotate(Consumer<String> told) {
    for (String name : names()) {
      exclusively(name, secret -> new Sealed<>(true, secret));
      told.accept(name);
    }
  }

  /// As [#rotate(Consumer)], in silence.
  public void rotate() {
    rotate(_ -> {});
  }

  /// The names of what is sealed with another key than the current one.
  public List<String> sealedOtherwise() {
    return database.inTransaction(sql ->
        sql
            .ask(NAMES)
            .list(row -> row.text("key_id").equals(key.id()) ? "" : row.text("name"))
            .stream()
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private Optional<Json.Obj> read(Sql sql, String name) {
    return sql.ask(READ).set("name", name).first(row -> opened(name, row));
  }

  private Json.Obj opened(String name, Row row) {
    String keyId = row.text("key_id");
    SecretKey secretKey =
        key.keyOf(keyId)
            .orElseThrow(() ->
                new VaultException(
                    "credential '%s' is sealed with key %s, which is not at hand; add it to %s after the current one, or connect anew"
                        .formatted(name, keyId, VaultKey.VARIABLE),
                    null));
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, secretKey, name, row.bytes("nonce"));
      return Json.parseObj(new String(cipher.doFinal(row.bytes("sealed")), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          "credential '%s' was changed or moved since it was sealed; connect anew".formatted(name),
          e);
    }
  }

  private void write(Sql sql, String name, Json.Obj secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key.current(), name, nonce);
      sql.run(WRITE)
          .set("name", name)
          .set("keyId", key.id())
          .set("nonce", nonce)
          .set("sealed", cipher.doFinal(secret.print().getBytes(StandardCharsets.UTF_8)))
          .set("at", clock.instant())
          .once();
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot seal credential '%s'".formatted(name), e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, String name, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "Vault[********]";
  }
}
