package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.AuditChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs from a folder that is in use, checked after it is not.
class ProofCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));

  @TempDir private Path folder;
  private FolderInUse inUse;

  @BeforeEach
  void use_the_folder() throws IOException {
    inUse = FolderInUse.at(folder);
    RefusedProposal.filed(inUse.database(), CLOCK, new Random(3), "P-1", "006A");
    new AuditChain(inUse.database(), CLOCK).sequence(10);
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
  }

  @Test
  void a_proof_is_written_and_holds_without_the_database() throws IOException {
    Path file = folder.resolve("why.html");

    Ran made = inUse.ran("proof", "p-1", "--out", file.toString());
    leave_the_folder();
    Ran checked = Ran.of("proof", "verify", file.toString());

    assertThat(made.err()).isEmpty();
    assertThat(made.code()).isZero();
    assertThat(made.out()).contains(file + " holds the proof of proposal p-1.");
    assertThat(checked.code()).isZero();
    assertThat(checked.out())
        .contains("Proven here: 1 audit entries have the hashes of their links")
        .contains("Proven here: proposal P-1 has the digest")
        .containsPattern(
            "Not proven here: whether link 1 of the live chain has the hash [0-9a-f]{64}")
        .contains(file + " holds.");
  }

  @Test
  void a_changed_proof_ends_with_1_and_says_what_differs() throws IOException {
    Path file = folder.resolve("why.html");
    inUse.ran("proof", "006A", "--out", file.toString());
    Files.writeString(file, Files.readString(file).replace("a payment came in", "a gift came in"));

    Ran checked = Ran.of("proof", "verify", file.toString());

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains("BROKEN: the digest recomputed from proposal P-1")
        .contains("BROKEN: the sealed digest recomputed from proposal P-1 and its ruling")
        .contains(file + " DOES NOT HOLD.");
  }

  @Test
  void a_forger_s_text_cannot_steer_the_terminal_that_shows_the_verdict() throws IOException {
    Path file = folder.resolve("why.html");
    Ran.of("proof", "006A", "--out", file.toString(), "--data", folder.toString());
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"id\":\"P-1\"", "\"id\":\"P-\\u001b[2J\\r\\nwhy.html holds.\""));

    Ran checked = Ran.of("proof", "verify", file.toString());

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains("[U+001B][2J why.html holds.", file + " DOES NOT HOLD.")
        .doesNotContain("\u001b", "\nwhy.html holds.");
  }

  @Test
  void an_unknown_name_ends_with_1_and_the_known_ones_are_listed() {
    Path file = folder.resolve("why.html");

    Ran ran = inUse.ran("proof", "4711", "--out", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("Nothing is recorded about '4711'")
        .contains("The newest there are:", "P-1, deal 006A (Acme renewal)");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_written_ends_with_3() {
    Path file = folder.resolve("no/such/folder/why.html");

    Ran ran = inUse.ran("proof", "P-1", "--out", file.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("--out " + file + " cannot be written");
  }
}
