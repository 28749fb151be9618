package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.anchor.Anchoring;
import io.tieout.engine.anchor.Destination;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.timestamp.StandInAuthority;
import io.tieout.vendor.timestamp.TimestampAuthority;
import io.tieout.vendor.timestamp.TimestampTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `audit verify` with anchors as an auditor holds them, and `audit key`.
class AuditAnchorsTest {
  private final SettableClock clock = new SettableClock();
  @TempDir private Path folder;
  private StandInAuthority standIn;
  private FolderInUse inUse;
  private AuditChain chain;

  @BeforeEach
  void use_the_folder() throws IOException, GeneralSecurityException {
    inUse = FolderInUse.at(folder);
    chain = new AuditChain(inUse.database(), clock);
    standIn = new StandInAuthority(clock);
    standIn.rootPem(folder.resolve("root.pem"));
    record(5);
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
    standIn.close();
  }

  @Test
  void before_the_first_anchor_there_is_neither_key_nor_comparison() {
    chain.sequence(10);
    assertThat(audit("key"))
        .isEqualTo(
            new Ran(
                1,
                "There is no key yet: it is made with the first anchor, when Tieout serves.\n",
                ""));
    Ran ran = audit("verify");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Intact: 5 entries", "No anchors yet");
  }

  @Test
  void everything_agrees_with_what_was_received() {
    SignedAnchor anchor = anchored();

    Ran ran = verify("anchor.json", "message.txt", "token.tsr");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("Intact: 5 entries, head " + anchor.anchor().head().hash())
        .contains(
            "Good: anchor 1 of 2026-11-01 (stored) agrees: the chain up to link 5 is the same.")
        .contains("Good: anchor 1 of 2026-11-01 (anchor.json) agrees")
        .contains("Good: anchor 1 of 2026-11-01 (message.txt) agrees")
        .contains("Good: token.tsr: CN=Stand-in Clock confirms that anchor 1 of 2026-11-01")
        .contains("Good: stored time-stamp of anchor 1: CN=Stand-in Clock confirms");
    Ran key = audit("key");
    assertThat(key.code()).isZero();
    assertThat(key.out())
        .contains("of Tieout " + anchor.anchor().installation())
        .contains(anchor.anchor().publicKey());
  }

  @Test
  void stored_time_stamps_are_not_judged_without_their_authority_s_root() {
    anchored();
    Ran ran = audit("verify");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Not looked at: 1 stored time-stamps", "--timestamp-roots");
  }

  @Test
  void a_tail_cut_off_with_its_anchor_ends_with_1_and_is_told() {
    anchored();
    cut();

    assertThat(audit("verify").code()).as("all traces here are gone").isZero();
    Ran ran = verify("anchor.json", "token.tsr");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("The links that are there hold: 3 entries")
        .contains(
            "BROKEN: the end was cut off: links 4 to 5 are missing. The chain ends at link 3 now; it reached link 5 by anchor 1 of 2026-11-01 (anchor.json).")
        .contains("BROKEN: anchor 1 of 2026-11-01 (anchor.json) is not stored here");
    Ran token = verify("token.tsr");
    assertThat(token.code()).isEqualTo(1);
    assertThat(token.out())
        .contains(
            "BROKEN: token.tsr, given on 2026-11-02 09:30:00 UTC by CN=Stand-in Clock, is of none of these anchors");
  }

  @Test
  void a_forged_anchor_ends_with_1_and_is_told() throws IOException {
    SignedAnchor anchor = anchored();
    Files.writeString(
        folder.resolve("forged.json"), anchor.text().replace("\"seq\":5", "\"seq\":4"));

    Ran ran = verify("forged.json");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "BROKEN: anchor 1 of 2026-11-01 (forged.json) is forged or was changed: its signature does not fit.");
  }

  @Test
  void a_missing_link_is_told_with_the_times_around_it() {
    anchored();
    asSuperuser("delete from audit_chain where seq = 3");

    Ran ran = audit("verify");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "BROKEN at link 3, entry : link 3 is missing: link 2 was chained at 2026-11-02T09:30:00Z, link 4 at 2026-11-02T09:30:00Z")
        .contains("link 5 still has its hash, so link 3 was changed or taken away later");
  }

  @Test
  void a_file_that_is_no_anchor_or_not_there_is_a_matter_of_set_up() throws IOException {
    anchored();
    Files.writeString(folder.resolve("note.txt"), "hello");

    assertThat(verify("note.txt").code()).isEqualTo(3);
    assertThat(verify("note.txt").err()).contains("note.txt holds no anchor");
    assertThat(verify("nothing.json").err()).contains("cannot read the anchor");
  }

  private Ran verify(String... files) {
    List<String> arguments = new ArrayList<>(List.of("audit", "verify"));
    for (String file : files) {
      arguments.addAll(List.of("--anchor", folder.resolve(file).toString()));
    }
    arguments.addAll(List.of("--timestamp-roots", folder.resolve("root.pem").toString()));
    return inUse.ran(arguments.toArray(String[]::new));
  }

  private Ran audit(String command) {
    return inUse.ran("audit", command);
  }

  /// Makes an anchor and leaves it in the folder as each destination gets it.
  private SignedAnchor anchored() {
    IdSource ids = new IdSource(clock, new Random(4));
    Vault vault = new Vault(inUse.database(), VaultKey.fromFile(folder.resolve("keys")), clock);
    Anchoring anchoring =
        new Anchoring(
            new Anchoring.Deps(
                inUse.database(),
                chain,
                new AnchorKeys(inUse.database(), vault, clock, ids),
                clock,
                ZoneOffset.UTC),
            List.of(new ToFiles()));
    anchoring.look();
    assertThat(anchoring.waiting()).isEmpty();
    return anchoring.newest().orElseThrow();
  }

  private final class ToFiles implements Destination {
    @Override
    public String name() {
      return TIMESTAMP;
    }

    @Override
    public byte[] send(SignedAnchor anchor) {
      try (TimestampAuthority authority =
          new TimestampAuthority(
              standIn.uri(),
              TimestampTrust.ofPem(folder.resolve("root.pem")),
              new Timing(clock, new Random(2), _ -> {}))) {
        byte[] token = authority.stamp(anchor.bytes());
        Files.writeString(folder.resolve("anchor.json"), anchor.text());
        Files.writeString(folder.resolve("message.txt"), "Kept:\n" + anchor.letters());
        Files.write(folder.resolve("token.tsr"), token);
        return token;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void cut() {
    asSuperuser(
        "delete from audit_chain where seq > 3",
        "delete from audit_entry where id > 3",
        "delete from anchor_delivery",
        "delete from audit_anchor");
    clock.advance(Duration.ofHours(1));
  }

  private void asSuperuser(String... statements) {
    inUse
        .database()
        .transact(sql -> {
          for (String table :
              List.of("audit_entry", "audit_chain", "audit_anchor", "anchor_delivery")) {
            sql.run("alter table " + table + " disable trigger user").rows();
          }
          List.of(statements).forEach(statement -> sql.run(statement).rows());
        });
  }

  private void record(int count) {
    Audit audit = new Audit(clock, new IdSource(clock, new Random(8)));
    for (int i = 0; i < count; i++) {
      inUse
          .database()
          .transact(sql ->
              audit.record(
                  sql,
                  new AuditEntry(
                      "deal/1", List.of(), "person:U1", "approval vote", Json.object().build())));
    }
  }
}
