package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.anchor.Anchoring;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.value.id.IdSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `proof verify` with what an auditor holds: anchors as they were received, and the public key.
/// There are two Tieouts, so that what is of the other one is not taken for ours.
class ProofVerifyCommandTest {
  @TempDir private Path folder;
  private Path proof;
  private SignedAnchor anchor;

  /// Makes the proof, `anchor.json`, `message.txt` and `key.pem` of ours, and of another Tieout
  /// `other-1.json`, `other-2.json` and `other.pem`. Afterwards there is no database.
  @BeforeEach
  void leave_files() throws IOException {
    proof = folder.resolve("why.html");
    try (Tieout ours = new Tieout(Files.createDirectory(folder.resolve("ours")), 4)) {
      anchor = ours.anchored();
      Files.writeString(folder.resolve("anchor.json"), anchor.text());
      Files.writeString(folder.resolve("message.txt"), "Kept:\n" + anchor.letters());
      Files.writeString(folder.resolve("key.pem"), ours.folder.ran("audit", "key").out());
      assertThat(ours.folder.ran("proof", "P-1", "--out", proof.toString()).code()).isZero();
    }
    try (Tieout other = new Tieout(Files.createDirectory(folder.resolve("other")), 5)) {
      Files.writeString(folder.resolve("other-1.json"), other.anchored().text());
      Files.writeString(folder.resolve("other.pem"), other.folder.ran("audit", "key").out());
      other.clock.advance(Duration.ofDays(1));
      other.file("P-2", "006B");
      Files.writeString(folder.resolve("other-2.json"), other.anchored().text());
    }
  }

  /// A Tieout with one refused proposal, `P-1`.
  private static final class Tieout implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
    private final Database database;
    private final FolderInUse folder;
    private final Anchoring anchoring;
    private final Random random;

    Tieout(Path path, long seed) {
      DatabaseAddress address = TestDatabase.freshAddress();
      this.database = Database.open(address);
      this.folder = FolderInUse.of(path, address);
      this.random = new Random(seed);
      Vault vault = new Vault(database, VaultKey.fromFile(path.resolve("keys")), clock);
      AnchorKeys keys = new AnchorKeys(database, vault, clock, new IdSource(clock, random));
      this.anchoring =
          new Anchoring(
              new Anchoring.Deps(
                  database, new AuditChain(database, clock), keys, clock, ZoneOffset.UTC),
              List.of());
      file("P-1", "006A");
    }

    void file(String id, String dealId) {
      RefusedProposal.filed(database, clock, random, id, dealId);
    }

    SignedAnchor anchored() {
      anchoring.look();
      return anchoring.newest().orElseThrow();
    }

    @Override
    public void close() {
      folder.close();
      database.close();
    }
  }

  private Ran verify(String... options) {
    List<String> line = new ArrayList<>(List.of("proof", "verify", proof.toString()));
    Stream.of(options)
        .map(o -> o.startsWith("--") ? o : folder.resolve(o).toString())
        .forEach(line::add);
    return Ran.of(line.toArray(String[]::new));
  }

  private void holds(Ran ran, String... words) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains(words).contains(proof + " holds.").doesNotContain("BROKEN");
  }

  private void isBroken(Ran ran, String... words) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains(words).contains(proof + " DOES NOT HOLD.");
  }

  private static void isRefused(Ran ran, String... words) {
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("tieout: ").contains(words).hasLineCount(1);
  }

  @Test
  void an_anchor_as_it_was_received_and_the_key_prove_whose_chain_it_is() {
    holds(
        verify(), "Not proven here: whether anchor 1 of 2026-11-01 was sent", "--anchor", "--key");
    holds(
        verify("--anchor", "anchor.json"),
        "Proven here: link 1 are among those that anchor 1 of 2026-11-01 signed",
        "Proven here: anchor 1 of 2026-11-01 is the one in anchor.json");
    holds(verify("--anchor", "message.txt"), "is the one in message.txt");
    holds(
        verify("--anchor", "anchor.json", "--key", "key.pem"),
        "Proven here: anchor 1 of 2026-11-01 is signed with the key that was given");
    holds(verify("--key", "key.pem"), "is signed with the key that was given");
  }

  @Test
  void a_wrong_key_ends_with_1_and_names_the_key_that_signed() {
    isBroken(
        verify("--key", "other.pem"),
        "BROKEN: anchor 1 of 2026-11-01 is signed with key %s, which is none of those given"
            .formatted(anchor.keyId()));
    isBroken(
        verify("--anchor", "anchor.json", "--key", "other.pem"), "which is none of those given");
  }

  @Test
  void an_anchor_of_another_chain_ends_with_1_and_says_whose_it_is() {
    String ours = anchor.anchor().installation();
    isBroken(
        verify("--anchor", "other-1.json"),
        "BROKEN: anchor 1 of 2026-11-01 here is another than the one in other-1.json: that is of Tieout ",
        "this of " + ours);
    isBroken(
        verify("--anchor", "other-2.json"),
        "BROKEN: anchor 2 in other-2.json is of another chain: it is of Tieout ",
        "this proof of Tieout " + ours);
    isBroken(
        verify("--anchor", "anchor.json", "--anchor", "other-1.json"),
        "here is another than the one in other-1.json");
  }

  @Test
  void an_altered_proof_or_anchor_ends_with_1() throws IOException {
    Files.writeString(
        folder.resolve("forged.json"), anchor.text().replace("2026-11-01", "2026-10-31"));
    isBroken(verify("--anchor", "forged.json"), "is another than the one in forged.json");
    Files.writeString(
        folder.resolve("forged-2.json"),
        Files.readString(folder.resolve("other-2.json")).replace("\"number\":2", "\"number\":3"));
    isBroken(
        verify("--anchor", "forged-2.json"),
        "anchor 3 in forged-2.json is forged or was changed: its signature does not fit");

    Files.writeString(
        proof, Files.readString(proof).replace("a payment came in", "a gift came in"));
    isBroken(
        verify("--anchor", "anchor.json", "--key", "key.pem"),
        "BROKEN: the digest recomputed from proposal P-1");
  }

  @Test
  void what_is_no_anchor_no_key_or_not_there_names_option_value_and_remedy() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "hello");
    Path note = folder.resolve("note.txt");
    isRefused(
        verify("--anchor", "nothing.json"),
        "--anchor %s cannot be read; name a file with an anchor as it was received"
            .formatted(folder.resolve("nothing.json")));
    isRefused(
        verify("--anchor", "note.txt"),
        "--anchor %s: note.txt holds no anchor".formatted(note),
        "as it was received");
    isRefused(
        verify("--key", "nothing.pem"),
        "--key %s cannot be read; name a file with what `tieout audit key` printed"
            .formatted(folder.resolve("nothing.pem")));
    isRefused(
        verify("--key", "note.txt"),
        "--key %s holds no public key; give what `tieout audit key` printed".formatted(note));
    Files.delete(proof);
    isRefused(
        verify(), "FILE %s cannot be read; name a file that `tieout proof` wrote".formatted(proof));
  }
}
