package io.tieout.engine.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
  private static final Json.Obj TOKENS =
      Json.object().put("refresh", "very-secret-token").put("n", 1).build();

  private final SettableClock clock = new SettableClock();
  private Database database;

  @TempDir private Path folder;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_credential_comes_back_and_cannot_be_read_in_the_table() {
    Vault vault = vault(key('a'));
    vault.seal("quickbooks us", TOKENS);
    assertThat(vault.open("quickbooks us")).contains(TOKENS);
    assertThat(vault.open("other")).isEmpty();
    String row =
        database.inTransaction(sql ->
            sql.ask("select * from sealed_grant")
                .one(r -> new String(r.bytes("sealed"), StandardCharsets.ISO_8859_1)));
    assertThat(row).doesNotContain("secret");
  }

  @Test
  void the_same_credential_is_sealed_differently_each_time() {
    Vault vault = vault(key('a'));
    vault.seal("x", TOKENS);
    byte[] first = sealed();
    vault.seal("x", TOKENS);
    assertThat(sealed()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update sealed_grant set name = 'moved'",
        "update sealed_grant set sealed = set_byte(sealed, 0, get_byte(sealed, 0) # 1), name = 'moved'",
        "update sealed_grant set nonce = set_byte(nonce, 0, get_byte(nonce, 0) # 1), name = 'moved'"
      })
  void a_row_that_was_moved_or_changed_is_not_opened(String tampering) {
    Vault vault = vault(key('a'));
    vault.seal("here", TOKENS);
    database.transact(sql -> sql.run(tampering).once());
    assertThatThrownBy(() -> vault.open("moved"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("credential 'moved' was changed or moved");
  }

  @Test
  void a_key_is_exchanged_by_putting_the_new_one_first() {
    vault(key('a')).seal("x", TOKENS);
    Vault both = vault(key('b') + "," + key('a'));
    assertThat(both.open("x")).contains(TOKENS);
    assertThatThrownBy(() -> vault(key('b')).open("x"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("which is not at hand");
    both.rotate();
    assertThat(vault(key('b')).open("x")).contains(TOKENS);
  }

  @Test
  void work_on_a_credential_excludes_all_others() throws InterruptedException, ExecutionException {
    Vault one = vault(key('a'));
    Vault two = vault(key('a'));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Vault vault = i % 2 == 0 ? one : two;
        all.add(threads.submit(() -> vault.exclusively("counter", VaultTest::increment)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(one.open("counter").map(c -> c.integer("n"))).contains(10);
  }

  @Test
  void work_that_fails_leaves_the_credential_as_it_was() {
    Vault vault = vault(key('a'));
    vault.seal("x", TOKENS);
    assertThatThrownBy(() ->
            vault.exclusively(
                "x",
                _ -> {
                  throw new IllegalStateException("the vendor is away");
                }))
        .hasMessage("the vendor is away");
    assertThat(vault.open("x")).contains(TOKENS);
  }

  @Test
  void a_key_file_is_made_once_for_its_owner_alone() throws IOException {
    VaultKey made = VaultKey.find(Map.of(), folder);
    Path file = folder.resolve("vault.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(VaultKey.find(Map.of(), folder).id()).isEqualTo(made.id());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_key_file_that_others_may_read_is_refused() throws IOException {
    VaultKey.fromFile(folder);
    Path file = folder.resolve("vault.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> VaultKey.fromFile(folder))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void the_environment_goes_before_the_file_and_a_malformed_key_is_not_repeated() {
    VaultKey.fromFile(folder);
    VaultKey given = VaultKey.find(Map.of(VaultKey.VARIABLE, key('a')), folder);
    assertThat(given.id()).isNotEqualTo(VaultKey.fromFile(folder).id());
    assertThatThrownBy(() -> VaultKey.find(Map.of(VaultKey.VARIABLE, "hunter2"), folder))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("TIEOUT_VAULT_KEY must hold base64 of exactly 32 bytes")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void nothing_prints_a_secret() {
    VaultKey key = VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, key('a'))).orElseThrow();
    assertThat(key.toString()).doesNotContain(key('a').substring(0, 8));
    assertThat(Sealed.with("very-secret-token", TOKENS).toString()).doesNotContain("secret-token");
  }

  private static Sealed<Boolean> increment(Optional<Json.Obj> before) {
    int n = before.map(c -> c.integer("n")).orElse(0);
    return Sealed.with(true, Json.object().put("n", n + 1).build());
  }

  private byte[] sealed() {
    return database.inTransaction(
        sql -> sql.ask("select sealed from sealed_grant").one(r -> r.bytes("sealed")));
  }

  private Vault vault(String keys) {
    VaultKey key = VaultKey.fromEnvironment(Map.of(VaultKey.VARIABLE, keys)).orElseThrow();
    return new Vault(database, key, clock);
  }

  private static String key(char filler) {
    byte[] bytes = String.valueOf(filler).repeat(32).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
