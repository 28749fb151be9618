package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Undoing on Xero, and of what only books with drafts have.
class UndoXeroTest extends UndoContract {
  private static final String DISCARD = "Take a draft out of Xero";

  UndoXeroTest() {
    super(OddScene.xero());
  }

  @Test
  void a_draft_that_people_left_in_the_books_is_taken_out_once_somebody_approves() {
    scene.policy(discardsAreAsked());
    OddSale.Order order = scene.sale();
    scene.books().customer(OddSale.company(order.word()));
    OddSale sale = order.line("2", "100").won();
    Post card = card(sale);
    assertThat(card.text()).contains("Authorise the draft");
    assertThat(sale.invoice().status()).isEqualTo(InvoiceView.Status.DRAFT);
    String draft = scene.newest(sale, "DraftInvoice");
    assertThat(orders(Scene.ARI, "undo %s because not yet".formatted(draft)))
        .contains("Cannot be undone", "the draft belongs to", "reject that on its card");

    reject(card);
    reject(undoCard(sale, DISCARD));
    scene.awaitQuiet();
    assertThat(sale.invoice().status()).as("people kept it").isEqualTo(InvoiceView.Status.DRAFT);
    assertThat(orders(Scene.ARI, "undo %s because the customer went away".formatted(draft)))
        .contains("Approval is asked for", "can be taken out of the books");
    Post undo = undoCard(sale, DISCARD);
    assertThat(undo.text()).contains("the customer went away");
    assertThat(orders(Scene.ARI, "undo " + draft)).contains("proposed already");
    scene.board().clickLate(approver(undo), undo, "approve");

    assertThat(scene.board().becomes(undo, "Draft taken out of the books").text())
        .contains("Draft taken out of the books: the customer went away");
    scene.awaitQuiet();
    assertThat(scene.books().invoices(sale.word()))
        .allSatisfy(i -> assertThat(i.status()).isEqualTo(InvoiceView.Status.VOIDED));
    assertThat(scene.states(sale, "DiscardDraft")).containsExactly("REJECTED", "DONE");
    assertThat(scene.states(sale, "CreateInvoice")).containsExactly("REJECTED");
    assertThat(orders(Scene.ARI, "undo " + draft))
        .contains("Cannot be undone", "no draft of it in the books any more");
  }

  private void reject(Post card) {
    scene.board().click(Scene.CARO, card, "reject");
    Json.Obj window =
        scene.await(
            "the window asks why",
            () -> scene.vendors().slack().openViews(Scene.CARO).reversed().stream().findFirst());
    Json.Obj entered =
        Json.object()
            .put("reason", Json.object().put("reason_choice", "Not to be invoiced yet"))
            .put("words", Json.object().put("reason_words", "it waits"))
            .build();
    assertThat(scene.vendors().slack().submit(Scene.CARO, window.text("id"), entered))
        .isInstanceOf(Outcome.Taken.class);
    scene.board().becomes(card, "Rejected");
  }

  /// The usual policy, but a draft is taken out of the books only when a person approves.
  private static String discardsAreAsked() {
    return shipped()
        .replace("\"default-4\"", "\"discards-asked\"")
        .replace(
            "{change: discard_draft}\n    then: {proceed: true}",
            "{change: discard_draft}\n    then: {ask: controller}");
  }

  private static String shipped() {
    try (InputStream in = UndoXeroTest.class.getResourceAsStream("/policy/default.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
