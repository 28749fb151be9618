package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.value.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asking at a command line for something to be undone, from the tables alone. With a whole house
/// behind it: `UndoQuickBooksTest` in `app.sandbox`.
class UndoCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));

  @TempDir private Path data;
  private final Proposals proposals = new Proposals(CLOCK);
  private Database database;
  private FolderInUse folder;

  @BeforeEach
  void use_the_folder() {
    DatabaseAddress address = TestDatabase.freshAddress();
    database = Database.open(address);
    folder = FolderInUse.of(data, address);
  }

  @AfterEach
  void leave_the_folder() {
    folder.close();
    database.close();
  }

  private void file(Proposal proposal, ProposalState... ways) {
    database.transact(sql -> {
      proposals.file(sql, proposal, Samples.refuse());
      for (ProposalState to : ways) {
        proposals.move(sql, proposal.id(), to, "by hand", "a test");
      }
    });
  }

  private void done(Proposal proposal) {
    file(proposal, ProposalState.APPROVED, ProposalState.EXECUTING, ProposalState.DONE);
  }

  /// Wishes that were left for the house, as name and reason.
  private List<String> wishes() {
    return database.inTransaction(sql ->
        sql
            .ask("select body from signal where kind = 'undo asked' order by id")
            .list(row -> (Json.Obj) row.json("body"))
            .stream()
            .map(b -> b.text("name") + " " + b.optText("because").orElse("-"))
            .toList());
  }

  @Test
  void what_nobody_knows_ends_with_1_and_says_what_can_be_named() {
    Ran ran = folder.ran("undo", "4711");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("Nothing is recorded about '4711'", "invoice's number", "proposal's id");
    assertThat(wishes()).isEmpty();
  }

  @Test
  void what_was_not_carried_out_is_told_at_once_and_asked_of_nobody() {
    file(Samples.update("P-1", "006A", DealFinance.NONE), ProposalState.REFUSED);
    file(Samples.update("P-2", "006B", DealFinance.NONE), ProposalState.WAITING);
    file(Samples.update("P-3", "006C", DealFinance.NONE), ProposalState.APPROVED);

    Ran refused = folder.ran("undo", "p-1", "--because", "wrong");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).isEmpty();
    assertThat(refused.out())
        .contains("P-1 for deal “Acme renewal” is refused.")
        .contains("Cannot be undone: P-1 was not carried out (by hand). Nothing was changed.")
        .doesNotContain("Asked for");
    assertThat(folder.ran("undo", "P-2").out())
        .contains("Cannot be undone: P-2 is not approved yet: reject it on its card");
    assertThat(folder.ran("undo", "P-3").out())
        .contains("Cannot be undone: P-3 is still being carried out");
    assertThat(folder.ran("undo", "P-2").code()).isEqualTo(1);
    assertThat(wishes()).isEmpty();
  }

  @Test
  void an_undo_is_not_undone_and_a_posting_without_an_invoice_has_none_to_void() {
    done(
        Samples.update("P-1", "006A", DealFinance.NONE)
            .with(
                new Change.UndoUpdate(
                    "salesforce", "006A", "Acme", DealFinance.NONE, DealFinance.NONE, "P-0", "x")));
    done(Samples.invoice("P-2", "006B"));

    Ran undo = folder.ran("undo", "P-1");
    assertThat(undo.code()).isEqualTo(1);
    assertThat(undo.out()).contains("Cannot be undone: an undo is not undone");
    assertThat(folder.ran("undo", "P-2").out())
        .contains("Cannot be undone: P-2 posted no invoice. Nothing was changed.");
    assertThat(wishes()).isEmpty();
  }

  @Test
  void what_the_outside_must_tell_is_left_for_the_house() {
    done(Samples.update("P-1", "006A", DealFinance.NONE));

    Ran looked = folder.ran("undo", "P-1", "--look");
    assertThat(looked.code()).isZero();
    assertThat(looked.out()).contains("P-1 for deal “Acme renewal” is done.");
    assertThat(wishes()).isEmpty();

    Ran asked = folder.ran("undo", "P-1", "--because", "told too early");
    assertThat(asked.code()).isZero();
    assertThat(asked.out())
        .contains("Asked for.", "a card asks for approval", "the channel, says why not");
    assertThat(wishes()).containsExactly("P-1 told too early");
    assertThat(folder.ran("audit", "show", "P-1").out()).contains("undo asked", "shell:");
  }

  @Test
  void help_tells_what_is_named_what_it_does_not_do_and_the_exit_codes() {
    Ran help = Ran.of("undo", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: tieout undo", "NAME", "--because", "--look", "--data", "--config")
        .contains("Nothing is undone by this command")
        .containsIgnoringWhitespaces("1 when it cannot be undone");
    Ran nothing = Ran.of("undo");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("NAME", "./tieout undo --help");
  }
}
