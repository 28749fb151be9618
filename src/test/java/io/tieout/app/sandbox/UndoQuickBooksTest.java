package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.cli.FolderInUse;
import io.tieout.app.cli.Ran;
import io.tieout.app.house.UndoAsking;
import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undoing on QuickBooks, and what has nothing to do with the ledger.
class UndoQuickBooksTest extends UndoContract {
  UndoQuickBooksTest() {
    super(OddScene.quickbooks());
  }

  @Test
  void in_a_closed_period_nothing_is_undone() {
    Posted posted = posted();
    scene.books().close(scene.vendors().company().today());
    assertThat(orders(Scene.ARI, "undo %s because wrong".formatted(posted.number())))
        .contains("closed through", "Issue a credit note");
    untouchedBooks(posted);
  }

  @Test
  void under_a_halt_an_approved_undo_waits_and_is_done_once_it_is_lifted() {
    Posted posted = posted();
    orders(Scene.ARI, "undo %s because wrong".formatted(posted.number()));
    Post card = undoCard(posted);
    assertThat(orders(Scene.CARO, "halt all because we look first")).contains("halted");
    scene.board().clickLate(Scene.CARO, card, "approve");
    scene.board().becomes(card, "waits: all writes are halted");
    assertThat(status(posted)).isNotEqualTo(InvoiceView.Status.VOIDED);
    orders(Scene.CARO, "resume all because we have looked");
    Post question =
        scene.await(
            "it is asked whether to go on",
            () ->
                scene.board().posts(Scene.CARO).reversed().stream()
                    .filter(p -> p.text().contains("Nothing goes on before you confirm"))
                    .findFirst());
    scene
        .vendors()
        .slack()
        .click(Scene.CARO, scene.board().channel(), question.ts(), "choose_0", Optional.empty());
    voided(posted, card);
  }

  @Test
  void the_card_s_button_asks_why_and_people_without_a_role_are_turned_away() {
    Posted posted = posted();
    scene.answered(
        "U0SAM",
        "undo %s because I can".formatted(posted.number()),
        "Undoing is asked for by people with the role");
    assertThat(scene.states(posted.sale(), "UndoInvoice")).isEmpty();
    Post done = scene.board().now(posted.card());
    scene.board().click(Scene.ARI, done, "undo");
    Json.Obj window =
        scene.await(
            "the window asks why",
            () -> scene.vendors().slack().openViews(Scene.ARI).reversed().stream().findFirst());
    assertThat(
            scene
                .vendors()
                .slack()
                .submit(
                    Scene.ARI,
                    window.text("id"),
                    Json.object()
                        .put("words", Json.object().put("reason_words", "wrong customer"))
                        .build()))
        .isInstanceOf(Outcome.Taken.class);
    assertThat(undoCard(posted).text()).contains("wrong customer");
  }

  @Test
  void from_a_shell_it_is_told_what_can_be_undone_and_asked_for() {
    Posted posted = posted();
    UndoAsking asking = UndoAsking.on(scene.database(), scene.vendors().clock());
    assertThat(asking.preview(posted.number()).lines())
        .anyMatch(line -> line.contains("can be voided"))
        .anyMatch(line -> line.contains("stays as history"));
    assertThat(asking.preview("NO-SUCH-7").known()).isFalse();
    asking.ask(posted.number(), "shell:ann", Optional.of("asked for by the customer"));
    Post card = undoCard(posted);
    assertThat(card.text()).contains("asked for by the customer", "shell:ann");
    scene.board().clickLate(Scene.CARO, card, "approve");
    voided(posted, card);
    asking.ask(posted.number(), "shell:ann", Optional.empty());
    scene.awaitThat(
        "the thread says that it was undone before",
        () ->
            scene.board().thread(posted.card()).stream()
                .anyMatch(reply -> reply.contains("was undone before")));
  }

  @Test
  void a_command_line_asks_once_and_tells_what_becomes_of_it(@TempDir Path data) {
    Posted posted = posted();
    try (FolderInUse folder = FolderInUse.of(data, scene.address())) {
      Ran asked = folder.ran("undo", posted.number(), "--because", "the customer rang");
      assertThat(asked.code()).isZero();
      assertThat(asked.out())
          .contains("The invoice %s: can be voided in the books".formatted(posted.number()))
          .contains("stays as history", "Asked for.", "a card asks for approval");
      Post card = undoCard(posted);
      assertThat(card.text()).contains("the customer rang", "shell:");

      Ran again = folder.ran("undo", posted.sale().deal());
      assertThat(again.code()).isZero();
      assertThat(again.out())
          .contains("is proposed already, by P-", "it waits for approval")
          .doesNotContain("Asked for.");
      assertThat(scene.states(posted.sale(), "UndoInvoice")).containsExactly("WAITING");

      scene.board().clickLate(Scene.CARO, card, "approve");
      voided(posted, card);
      Ran late = folder.ran("undo", posted.number());
      assertThat(late.code()).isEqualTo(1);
      assertThat(late.out()).contains("Cannot be undone", "was undone before");
    }
  }

  @Test
  void who_asks_at_a_command_line_about_what_has_no_card_is_answered_in_the_channel(
      @TempDir Path data) {
    Posted posted = paidInPart();
    OddSale sale = posted.sale();
    String told = scene.newest(sale, "UpdateDealFinance");
    writtenAgain(sale);
    try (FolderInUse folder = FolderInUse.of(data, scene.address())) {
      assertThat(folder.ran("undo", told).out()).contains("Asked for.");
    }
    assertThat(scene.board().seen("asked to undo " + told).text())
        .contains("shell:", sale.word(), "Cannot be undone", "it was written again since")
        .contains("Nothing was changed");
    assertThat(scene.states(sale, "UndoUpdate")).isEmpty();
  }
}
