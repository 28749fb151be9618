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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `audit export`, `audit verify-export` and `audit duties` on a folder in use.
class AuditExportCommandTest {
  private final SettableClock clock = new SettableClock();
  @TempDir private Path home;
  private FolderInUse inUse;
  private AuditChain chain;
  private Path out;

  @BeforeEach
  void use_the_folder() {
    inUse = FolderInUse.at(home);
    chain = new AuditChain(inUse.database(), clock);
    out = home.resolve("export");
    RefusedProposal.filed(inUse.database(), clock, new Random(1), "P-1", "006A");
    record(4);
    chain.sequence(100);
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
  }

  @Test
  void what_was_exported_is_checked_without_the_database() {
    Ran ran = export("2026-11-02", "csv");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(out + " holds the audit of 2026-11-02 to 2026-11-02 (UTC).")
        .contains("entries.csv      5 rows", "proposals.csv    1 row", "decisions.csv    0 rows")
        .containsPattern("SHA-256 of manifest.json: [0-9a-f]{64}");

    Ran verified = Ran.of("audit", "verify-export", out.toString());
    assertThat(verified.err()).isEmpty();
    assertThat(verified.code()).isZero();
    assertThat(verified.out())
        .contains("Proven here: entries.csv is the one in the manifest, 5 rows")
        .contains("Proven here: links 1 to 5: the hash of every entry was recomputed")
        .contains(out + " holds.");
  }

  @Test
  void a_changed_letter_ends_with_1_and_its_line() throws IOException {
    export("2026-11-02", "json");
    Path entries = out.resolve("entries.json");
    Files.writeString(
        entries,
        Files.readString(entries).replaceFirst("deed 2", "deed 7"),
        StandardCharsets.UTF_8);

    Ran verified = Ran.of("audit", "verify-export", out.toString());
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .contains("BROKEN: entries.json line 5: it was changed")
        .contains("BROKEN: entries.json line 5: link 4, entry A-")
        .contains("DOES NOT HOLD");
  }

  @Test
  void an_anchor_that_was_received_covers_the_whole_export() throws IOException {
    SignedAnchor anchor = anchored();
    record(2);
    chain.sequence(100);
    Files.writeString(home.resolve("anchor.json"), anchor.text());
    export("2026-11-01", "csv", "2026-11-02");

    Ran verified = verify("anchor.json");
    assertThat(verified.out())
        .contains("Proven here: anchor 1 of 2026-11-01 is the one in anchor.json");
    assertThat(verified.code()).isZero();

    Files.writeString(home.resolve("forged.json"), anchor.text().replace("\"seq\":5", "\"seq\":4"));
    assertThat(verify("forged.json").code()).isEqualTo(1);
  }

  @Test
  void misuse_is_told_with_its_remedy() {
    export("2026-11-02", "csv");
    Ran again = export("2026-11-02", "csv");
    assertThat(again.code()).isEqualTo(Exit.CONFIGURATION);
    assertThat(again.err()).contains("is there already", "name a folder that is not there yet");

    Ran backwards =
        inUse.ran(
            "audit", "export", "--from", "2026-11-03", "--to", "2026-11-01", "--out", home + "/x");
    assertThat(backwards.code()).isEqualTo(Exit.CONFIGURATION);
    assertThat(backwards.err()).contains("ends on 2026-11-01, before it begins on 2026-11-03");

    assertThat(export("2026-11-02", "xlsx").err()).contains("use csv or json");
    assertThat(Ran.of("audit", "verify-export", home.toString()).err())
        .contains("holds no manifest.json");
    assertThat(Ran.of("audit", "export", "--out", "x").code()).isEqualTo(Exit.USAGE);
  }

  @Test
  void duties_are_told_for_people_and_for_machines() {
    Ran text = inUse.ran("audit", "duties");
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("Segregation of duties, over everything that is recorded.")
        .contains("edited themselves: none found.")
        .contains("name it with --config");

    assertThat(inUse.ran("audit", "duties", "--format", "csv").out())
        .isEqualTo("finding,done,people,names,count,of,proposals,sentence\r\n");
    Json.Obj json = Json.parseObj(inUse.ran("audit", "duties", "--format", "json").out());
    assertThat(json.list("findings")).isEmpty();
    assertThat(json.flag("rolesLookedAt")).isFalse();

    Ran half = inUse.ran("audit", "duties", "--from", "2026-11-01");
    assertThat(half.code()).isEqualTo(Exit.USAGE);
    assertThat(half.err()).contains("--to is missing");
  }

  private Ran export(String day, String format) {
    return export(day, format, day);
  }

  private Ran export(String from, String format, String to) {
    return inUse.ran(
        "audit", "export", "--from", from, "--to", to, "--format", format, "--out", out.toString());
  }

  private Ran verify(String anchor) {
    return Ran.of(
        "audit", "verify-export", out.toString(), "--anchor", home.resolve(anchor).toString());
  }

  private SignedAnchor anchored() {
    Vault vault = new Vault(inUse.database(), VaultKey.fromFile(home.resolve("keys")), clock);
    Anchoring anchoring =
        new Anchoring(
            new Anchoring.Deps(
                inUse.database(),
                chain,
                new AnchorKeys(inUse.database(), vault, clock, new IdSource(clock, new Random(4))),
                clock,
                ZoneOffset.UTC),
            List.<Destination>of());
    anchoring.look();
    return anchoring.newest().orElseThrow();
  }

  private void record(int count) {
    clock.advance(Duration.ofMinutes(1));
    Audit audit = new Audit(clock, new IdSource(clock, new Random(clock.instant().toEpochMilli())));
    for (int i = 0; i < count; i++) {
      Json.Obj details = Json.object().put("what", "deed " + i).build();
      inUse
          .database()
          .transact(sql ->
              audit.record(
                  sql, new AuditEntry("deal/1", List.of(), "person:U1", "deed done", details)));
    }
  }
}
