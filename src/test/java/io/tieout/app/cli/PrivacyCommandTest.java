package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.value.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Showing and erasing what is held about a person from a shell.
class PrivacyCommandTest {
  private static final String WHO = "pia@acme.example";
  @TempDir private Path folder;
  private FolderInUse inUse;

  @BeforeEach
  void use_the_folder() throws IOException {
    inUse = FolderInUse.at(folder);
    MirrorRecord contact =
        new MirrorRecord(
            "salesforce",
            "contact",
            "003A",
            "Pia Moreno",
            Optional.empty(),
            Json.object().put("name", "Pia Moreno").put("email", WHO).build(),
            "1",
            Instant.EPOCH,
            false);
    inUse.database().transact(sql -> new Mirror().put(sql, contact));
    said("Pia Moreno called");
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
  }

  @Test
  void what_is_held_is_shown_with_its_places() {
    Ran shown = inUse.ran("privacy", "show", "--person", WHO);

    assertThat(shown.err()).isEmpty();
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("1 copies of the contact: salesforce/contact/003A")
        .contains("1 lines of transcripts")
        .contains("Erase it in its system too");
    assertThat(inUse.ran("privacy", "show", "--person", "no@body.example").code()).isEqualTo(1);
  }

  @Test
  void a_dry_run_changes_nothing_and_a_script_erases_with_yes() {
    Ran dry = inUse.ran("privacy", "erase", "--person", WHO, "--because", "asked", "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out()).contains("Would be erased", "1 erased", "Nothing was changed.");
    assertThat(said()).containsExactly("Pia Moreno called");

    Ran erased = inUse.ran("privacy", "erase", "--person", WHO, "--because", "asked", "--yes");
    assertThat(erased.err()).isEmpty();
    assertThat(erased.code()).isZero();
    assertThat(erased.out()).contains("Erased. In their place stands erased-");
    assertThat(said().getFirst()).startsWith("erased-").endsWith(" called");
    assertThat(inUse.ran("privacy", "show", "--person", WHO).code()).isEqualTo(1);
  }

  @Test
  void without_yes_the_word_has_to_be_typed() {
    assertThat(typing("no\n").code()).isEqualTo(2);
    assertThat(said()).containsExactly("Pia Moreno called");

    assertThat(typing("erase\n").code()).isZero();
    assertThat(said().getFirst()).startsWith("erased-");
  }

  @Test
  void nobody_is_erased_without_a_reason() {
    assertThat(inUse.ran("privacy", "erase", "--person", WHO, "--yes").err()).contains("--because");
    assertThat(inUse.ran("privacy", "erase", "--person", WHO, "--because", " ", "--yes").err())
        .contains("--because is missing");
    assertThat(said()).containsExactly("Pia Moreno called");
  }

  private Ran typing(String words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8)));
    try {
      return inUse.ran("privacy", "erase", "--person", WHO, "--because", "asked");
    } finally {
      System.setIn(before);
    }
  }

  private void said(String words) {
    inUse
        .database()
        .transact(sql ->
            sql.run(
                    """
                    insert into slack_said (channel, thread, who, words, at)
                    values ('C1', '1.2', 'PERSON', :words, now())
                    """)
                .set("words", words)
                .once());
  }

  private List<String> said() {
    return inUse
        .database()
        .inTransaction(
            sql -> sql.ask("select words from slack_said").list(row -> row.text("words")));
  }
}
