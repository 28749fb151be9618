package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.halt.Halts;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Halting and resuming from a shell, on a folder that is in use.
class HaltCommandTest {
  @TempDir private Path folder;
  private FolderInUse inUse;

  @BeforeEach
  void use_the_folder() throws IOException {
    inUse = FolderInUse.at(folder);
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
  }

  private List<String> standing() {
    return inUse.database().inTransaction(Halts::standing).stream()
        .map(halt -> halt.scope().word())
        .toList();
  }

  @Test
  void one_command_halts_everything_and_a_confirmed_one_lets_it_go_on() {
    Ran halted = inUse.ran("halt", "--why", "the books are wrong");
    assertThat(halted.err()).isEmpty();
    assertThat(halted.code()).isZero();
    assertThat(halted.out())
        .contains("Halted (number 1). All writes are halted since ")
        .contains("(command line): the books are wrong")
        .contains("Waiting: nothing");
    assertThat(standing()).containsExactly("all");
    assertThat(inUse.ran("halt", "--status").out()).contains("All writes are halted since ");
    assertThat(inUse.ran("jobs").out()).contains("All writes are halted since ", "LAST RUN");
    assertThat(inUse.ran("halt", "--why", "once more").out()).contains("Already so.");

    Ran asked = inUse.ran("resume", "--why", "right again");
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.out())
        .contains("Waiting, and sent once it is lifted as far as no other halt covers it: nothing")
        .contains("Nothing was changed. Confirm with --confirm 1");
    assertThat(inUse.ran("resume", "--why", "right again", "--confirm", "7").code()).isEqualTo(1);
    assertThat(standing()).containsExactly("all");

    Ran resumed = inUse.ran("resume", "--why", "right again", "--confirm", "1");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out()).contains("Halt 1 is lifted.");
    assertThat(standing()).isEmpty();
    assertThat(inUse.ran("halt", "--status").out()).contains("No writes are halted.");
    assertThat(inUse.ran("resume", "--why", "right again").code()).isEqualTo(1);
    assertThat(inUse.ran("audit", "show", "all").out())
        .contains("writing halted", "writing resumed", "the books are wrong", "right again");
  }

  @Test
  void a_system_and_a_workflow_are_halted_by_their_names() {
    assertThat(inUse.ran("halt", "--system", "quickbooks/main", "--why", "x").code()).isZero();
    assertThat(inUse.ran("halt", "--system", "Salesforce", "--why", "x").code()).isZero();
    assertThat(inUse.ran("halt", "--workflow", "payments", "--why", "x").code()).isZero();
    assertThat(standing()).containsExactly("quickbooks/main", "salesforce", "payments");
  }

  @Test
  void a_book_of_which_there_is_no_copy_is_taken_for_a_slip() {
    Mirror mirror = new Mirror();
    inUse
        .database()
        .transact(sql ->
            mirror.put(
                sql,
                new MirrorRecord(
                    "quickbooks/us",
                    "customer",
                    "7",
                    "Acme Inc",
                    Optional.empty(),
                    Json.object().build(),
                    "1",
                    Instant.parse("2026-11-01T00:00:00Z"),
                    false)));
    Ran slip = inUse.ran("halt", "--system", "quickbooks/su", "--why", "x");
    assertThat(slip.code()).isEqualTo(3);
    assertThat(slip.err())
        .contains(
            "--system 'quickbooks/su' is none; use one of quickbooks/us", "Nothing was halted");
    assertThat(standing()).isEmpty();
    assertThat(inUse.ran("halt", "--system", "quickbooks/us", "--why", "x").code()).isZero();
    assertThat(inUse.ran("halt", "--system", "xero/nz", "--why", "x").code()).isZero();
    assertThat(standing()).containsExactly("quickbooks/us", "xero/nz");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "halt --system quickbook --why x, 3, 'quickbook' cannot be halted",
        "halt --system invoicing --why x, 3, --system 'invoicing' is none",
        "halt --system all --why x, 3, --system 'all' is none",
        "halt --workflow all --why x, 3, --workflow 'all' is none",
        "halt --workflow wages --why x, 3, 'wages' cannot be halted",
        "halt --system xero --workflow payments --why x, 2, mutually exclusive",
        "halt, 2, --why is missing",
        "resume, 2, --why is missing"
      })
  void what_is_not_there_halts_nothing_and_says_so(String line, int code, String words) {
    Ran ran = inUse.ran(line.split(" "));
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.err()).contains(words).doesNotContain("Exception");
    assertThat(standing()).isEmpty();
  }
}
