package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.proof.ProofFile;
import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.anchor.Anchors;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.Proofs;
import io.tieout.engine.proof.Witnesses;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs of what was done between HubSpot and Xero, under the anchor of their day.
class ProofElsewhereTest {
  private static final int DEALS = 18;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir private static Path keys;
  private static Vendors vendors;
  private static Sandbox sandbox;
  private static Database database;
  private static Proofs proofs;
  private static List<String> names;
  private static SignedAnchor anchor;

  @BeforeAll
  static void play_the_tour_and_let_the_day_end() throws InterruptedException {
    DatabaseAddress address = TestDatabase.freshAddress();
    vendors =
        Vendors.start(
            1, DEALS, InstantSource.system(), new Vendors.Systems("hubspot", List.of("xero")));
    sandbox = Sandbox.open(vendors, address, keys);
    database = Database.open(address);
    StringWriter told = new StringWriter();
    assertThat(new Tour(sandbox, new Checks(new PrintWriter(told))).play())
        .as(told.toString())
        .isTrue();
    proofs = new Proofs(database, vendors.clock());
    names = proofs.nameable(100);
    long before = anchors().size();
    // A clock that is moved between an event and its entry makes the proof doubt both.
    until("everything worked off", () -> sandbox.house().idle());
    vendors.clock().advance(Duration.ofDays(1));
    until("an anchor at the day's end", () -> anchors().size() > before);
    anchor = SignedAnchor.read(Json.parseObj(anchors().getLast().signed()));
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      vendors.slack().awaitChange(vendors.slack().revision(), Duration.ofMillis(50));
    }
  }

  @AfterAll
  static void close() {
    sandbox.close();
    database.close();
    vendors.close();
  }

  @Test
  void every_proposal_is_proven_down_to_what_was_read_back() throws IOException {
    assertThat(names).hasSizeGreaterThanOrEqualTo(3);
    for (String name : names) {
      byte[] file = ProofFile.write(proof(name.substring(0, name.indexOf(','))));
      Checked checked = ProofFile.check(file);
      assertThat(checked.broken()).as(name).isEmpty();
      assertThat(checked.open()).as(name).noneMatch(s -> s.startsWith("no entry tells the event"));
    }
    String invoice = invoice();
    byte[] file = ProofFile.write(proof(invoice));
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(Path.of("target", "screenshots", "proof-xero.html"), file);
    assertThat(new String(file, StandardCharsets.UTF_8))
        .contains("Why invoice <bdi>" + invoice, "Xero", "hubspot/deal/", "fields agree")
        .contains("Where this was noted outside", "number " + anchor.anchor().number())
        .doesNotContain("Nothing was read back");
  }

  @Test
  void an_anchor_that_was_received_shows_that_the_entries_were_signed() {
    byte[] file = ProofFile.write(proof(invoice()));

    assertThat(ProofFile.check(file).open()).anyMatch(s -> s.contains("give what was received"));
    Checked checked = ProofFile.check(file, received(anchor));
    assertThat(checked.broken()).isEmpty();
    assertThat(checked.proven())
        .anyMatch(s ->
            s.startsWith("link")
                && s.contains("are among those that anchor %d".formatted(number())))
        .anyMatch(s ->
            s.contains("anchor %d of".formatted(number())) && s.endsWith("is the one in mail"));
    assertThat(
            ProofFile.check(file, new Witnesses(List.of(), Set.of(anchor.anchor().publicKey())))
                .proven())
        .anyMatch(s -> s.endsWith("is signed with the key that was given"));
  }

  @Test
  void another_anchor_key_or_entry_is_noticed() {
    Proof proof = proof(invoice());
    byte[] file = ProofFile.write(proof);
    Json.Obj other =
        anchor.json().with("anchor", anchor.json().obj("anchor").with("installation", "T-OTHER"));
    assertThat(ProofFile.check(file, received(SignedAnchor.read(other))).broken())
        .anyMatch(
            s -> s.contains("here is another than the one in mail: that is of Tieout T-OTHER"));
    assertThat(ProofFile.check(file, new Witnesses(List.of(), Set.of("AAAA"))).broken())
        .anyMatch(s -> s.contains("which is none of those given"));

    String text = proof.content().canonical();
    String forged = text.replace(anchor.anchor().since().orElseThrow().root(), "0".repeat(64));
    assertThat(ProofFile.check(written(forged)).broken())
        .anyMatch(s -> s.startsWith("the signature of anchor %d".formatted(number())));
    Json.Obj path =
        proof.anchors().getLast().objects("paths").getLast().objects("steps").getFirst();
    assertThat(ProofFile.check(written(text.replace(path.text("hash"), "1".repeat(64)))).broken())
        .anyMatch(s -> s.contains("is not among those of anchor %d".formatted(number())));
  }

  @Test
  void an_anchor_that_was_taken_out_is_missed_by_whoever_holds_it() {
    Json.Obj bare = proof(invoice()).content().with("anchors", Json.array(List.of()));
    Checked checked = ProofFile.check(ProofFile.write(new Proof(bare)), received(anchor));
    assertThat(checked.open())
        .anyMatch(s ->
            s.startsWith("mail holds anchor %d, which covers link".formatted(number()))
                && s.contains("the anchor was taken out"))
        .noneMatch(s -> s.contains("none of these entries was new in it"));

    Json.Obj entry =
        proof(invoice()).chain().stream()
            .filter(link -> link.has("seq") && link.has("entry"))
            .findFirst()
            .orElseThrow();
    Json.Obj ending =
        anchor
            .json()
            .obj("anchor")
            .with("seq", entry.get("seq").orElseThrow())
            .with("hash", "0".repeat(64));
    assertThat(
            ProofFile.check(
                    ProofFile.write(new Proof(bare)),
                    received(SignedAnchor.read(anchor.json().with("anchor", ending))))
                .broken())
        .anyMatch(
            s -> s.contains("is another than the one that anchor %d in mail".formatted(number())));
  }

  @Test
  void what_was_not_anchored_yet_is_said() {
    Json.Obj content = proof(invoice()).content();
    byte[] file = ProofFile.write(new Proof(content.with("anchors", Json.array(List.of()))));

    assertThat(new String(file, StandardCharsets.UTF_8))
        .contains("No anchor covers these entries.")
        .contains("what was chained is anchored at the end of each day");
    assertThat(ProofFile.check(file).open())
        .anyMatch(s -> s.contains("were not anchored when this file was made"));
    assertThat(database.inTransaction(AnchorKeys::known))
        .anyMatch(key -> key.id().equals(anchor.keyId()));
  }

  private static byte[] written(String content) {
    return ProofFile.write(new Proof(Json.parseObj(content)));
  }

  private static Witnesses received(SignedAnchor anchor) {
    List<SignedAnchor> read =
        Received.read("mail", anchor.letters().getBytes(StandardCharsets.UTF_8));
    return new Witnesses(List.of(new AnchorCheck.Held("mail", read.getFirst())), Set.of());
  }

  private static long number() {
    return anchor.anchor().number();
  }

  private static String invoice() {
    return names.stream()
        .map(Pattern.compile(", invoice (\\S+)$")::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static List<Anchors.Stored> anchors() {
    return database.inTransaction(Anchors::all);
  }

  private static Proof proof(String name) {
    return proofs.of(name).orElseThrow();
  }
}
