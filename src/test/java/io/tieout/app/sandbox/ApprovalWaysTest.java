package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What people do with a card besides saying yes or no, through Slack and into the books.
class ApprovalWaysTest {
  private static final Scene SCENE = new Scene();
  private static final String FINN = "U0FINN";
  private static final String ARI = "U0ARI";

  @AfterAll
  static void close() {
    SCENE.close();
  }

  /// Caro is the only controller and may not approve her own edit: the backup is asked at once.
  @Test
  void an_edit_is_a_proposal_of_its_own_that_somebody_else_approves() {
    Sale sale = SCENE.sale().made();
    sale.win();
    Post card = SCENE.board.asked(sale.word());
    SCENE.board.click(Scene.CARO, card, "edit");
    Json.Obj window = window(Scene.CARO, "Edit the invoice");
    String quantity = block(window, "quantity");
    String price = block(window, "price");
    submit(
        Scene.CARO,
        window,
        Map.of(quantity, "3", price, "240.00", "why", "three seats, at the price of the mail"));

    Post replaced = SCENE.board.becomes(card, "Replaced: it was edited");
    assertThat(replaced.offers("approve")).isFalse();
    assertThat(replaced.text()).contains("edited by Caro Lindgren: three seats");
    Post edited = SCENE.board.askedAnew(sale.word(), card);
    assertThat(edited.text())
        .contains("edited by Caro Lindgren", "*USD 720.00*", "<@" + FINN + ">");
    assertThat(SCENE.invoices(sale.word())).isEmpty();

    SCENE.board.clickLate(Scene.CARO, edited, "approve");
    SCENE.awaitQuiet();
    SCENE.awaitThat(
        "Caro is told that she may not",
        () ->
            SCENE.board.whispers(Scene.CARO).stream().anyMatch(w -> w.contains("you edited this")));
    SCENE.board.clickLate(FINN, edited, "approve");
    SCENE.board.becomes(edited, Board.POSTED);
    InvoiceView invoice = SCENE.invoices(sale.word()).getFirst();
    assertThat(invoice.lines().getFirst().amount()).isEqualTo(Amounts.exact("USD", "720.00"));
    SCENE.awaitQuiet();
    assertThat(SCENE.states(sale.deal(), "CreateInvoice")).containsExactly("SUPERSEDED", "DONE");
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
  }

  @Test
  void what_is_entered_wrongly_is_told_beside_its_field() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.board.click(Scene.CARO, card, "edit");
    Json.Obj window = window(Scene.CARO, "Edit the invoice");
    String quantity = block(window, "quantity");
    Outcome outcome =
        SCENE.slack.submit(
            Scene.CARO,
            window.text("id"),
            state(window, Map.of(quantity, "a dozen", "why", "because")));
    assertThat(outcome.toString()).contains(quantity);
    assertThat(SCENE.board.now(card).offers("approve")).isTrue();
  }

  @Test
  void a_question_is_asked_in_the_thread_and_the_clock_stands_still() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.board.click(Scene.CARO, card, "ask");
    submit(
        Scene.CARO,
        window(Scene.CARO, "Ask a question"),
        Map.of("words", "Is the discount agreed?"));
    Post asked = SCENE.board.becomes(card, "Is the discount agreed?");
    assertThat(asked.text()).contains("the time stands still").doesNotContain("decide until");
    SCENE.board.click(ARI, asked, "answer_question");
    submit(ARI, window(ARI, "Answer the question"), Map.of("words", "Yes, see my mail of Monday."));
    SCENE.board.becomes(card, "decide until");
    SCENE.awaitThat(
        "the thread tells the answer",
        () ->
            SCENE.slack.requestLog().stream()
                .filter(request -> request.args().has("thread_ts"))
                .anyMatch(r -> r.args().print().contains("Ari Feldman answers Caro Lindgren")));
    SCENE.board.approve(SCENE.board.now(card));
  }

  @Test
  void an_approver_who_was_added_must_approve_as_well() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.board.click(ARI, card, "add_approver");
    Json.Obj window = window(ARI, "Add an approver");
    Json.Obj chosen =
        Json.object()
            .put(
                "person",
                Json.object()
                    .put(
                        "person_choice",
                        Json.object()
                            .put("type", "static_select")
                            .put("selected_option", Json.object().put("value", FINN))))
            .build();
    assertThat(SCENE.slack.submit(ARI, window.text("id"), chosen))
        .isInstanceOf(Outcome.Taken.class);
    SCENE.board.becomes(card, "Step 1 of 2");
    SCENE.board.clickLate(Scene.CARO, SCENE.board.now(card), "approve");
    Post second = SCENE.board.becomes(card, "Step 2 of 2");
    assertThat(second.text()).contains("approver added by Ari Feldman");
    SCENE.board.clickLate(FINN, second, "approve");
    SCENE.board.becomes(card, Board.POSTED);
  }

  private static Json.Obj window(String user, String title) {
    return SCENE.await(
        "the window " + title,
        () ->
            SCENE.slack.openViews(user).reversed().stream()
                .filter(view -> view.print().contains(title))
                .findFirst());
  }

  private static void submit(String user, Json.Obj window, Map<String, String> entered) {
    assertThat(SCENE.slack.submit(user, window.text("id"), state(window, entered)))
        .isInstanceOf(Outcome.Taken.class);
  }

  /// The first block of a window whose id tells of this.
  private static String block(Json.Obj window, String about) {
    return window.objects("blocks").stream()
        .flatMap(b -> b.optText("block_id").stream())
        .filter(id -> id.contains(about))
        .findFirst()
        .orElseThrow();
  }

  /// What Slack sends: every field with what was entered, or with what it was drawn with.
  private static Json.Obj state(Json.Obj window, Map<String, String> entered) {
    JsonObjBuilder values = Json.object();
    List<Json.Obj> inputs =
        window.objects("blocks").stream().filter(b -> b.text("type").equals("input")).toList();
    for (Json.Obj input : inputs) {
      Json.Obj element = input.obj("element");
      String id = input.text("block_id");
      JsonObjBuilder value = Json.object().put("type", element.text("type"));
      if (element.text("type").equals("datepicker")) {
        value.putText("selected_date", element.optText("initial_date"));
      } else if (element.text("type").equals("checkboxes")) {
        value.put("selected_options", List.<Json>of());
      } else {
        value.putText(
            "value", element.optText("initial_value").map(v -> entered.getOrDefault(id, v)));
        if (element.optText("initial_value").isEmpty() && entered.containsKey(id)) {
          value.put("value", entered.get(id));
        }
      }
      values.put(id, Json.object().put(element.text("action_id"), value));
    }
    return values.build();
  }
}
