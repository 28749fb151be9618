package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The life of a card, from the question to the last word on it.
class CardLifeTest {
  private static final Scene SCENE = new Scene();
  private static final String INVOICE = "CreateInvoice";
  private static final AtomicInteger LOOKS = new AtomicInteger(1000);

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static void oneInvoice(Sale sale) {
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
    assertThat(SCENE.states(sale.deal(), INVOICE)).containsExactly("DONE");
  }

  private static String whisperAfter(String user, Runnable click) {
    int before = SCENE.board.whispers(user).size();
    click.run();
    return SCENE.board.whisper(user, before);
  }

  /// Salesforce tells once more that the deal was won, under a new notification.
  private static void toldAgain(Sale sale) {
    String notification = "04l00000000%04dAAA".formatted(LOOKS.incrementAndGet());
    String body = Envelope.of(SCENE.crm.info().text("orgId"), notification, sale.deal());
    String path = SCENE.outboundPath();
    assertThat(
            SCENE
                .send(
                    "POST", path, Map.of(), body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
    SCENE.awaitQuiet();
  }

  @Test
  void one_click_delivered_twice_and_a_second_click_make_one_invoice() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    Json.Obj click = SCENE.board.click(Scene.CARO, card, "approve", 7);
    SCENE.board.interact(click);
    SCENE.board.interact(click);
    String told =
        whisperAfter(Scene.CARO, () -> SCENE.board.clickLate(Scene.CARO, card, "approve"));
    assertThat(told).contains("decided before your click", "Caro");
    Post last = SCENE.board.becomes(card, Board.POSTED);
    assertThat(last.offers("approve")).isFalse();
    assertThat(last.offers("reject")).isFalse();
    oneInvoice(sale);
  }

  @Test
  void everybody_clicks_at_once_and_one_invoice_is_made() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> SCENE.board.clickLate(Scene.CARO, card, "approve"));
        threads.execute(() -> SCENE.board.clickLate(Scene.ARI, card, "approve"));
      }
    }
    SCENE.board.becomes(card, Board.POSTED);
    oneInvoice(sale);
  }

  @Test
  void who_lacks_the_role_is_told_so_in_private_and_the_card_stays() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    String told = whisperAfter(Scene.ARI, () -> SCENE.board.click(Scene.ARI, card, "approve"));
    assertThat(told).contains("controller", "you are not among them");
    assertThat(SCENE.board.whispers(Scene.CARO)).doesNotContain(told);
    SCENE.board.approve(SCENE.board.asked(sale.word()));
    oneInvoice(sale);
  }

  @Test
  void who_asked_for_the_invoice_may_not_approve_it() {
    Sale sale = SCENE.won();
    reject(SCENE.board.asked(sale.word()), "Not to be invoiced yet", "first ask me");
    String direct = SCENE.slack.openDirectMessage(Scene.CARO);
    SCENE.slack.say(
        Scene.CARO,
        direct,
        "propose an invoice for the %s deal".formatted(sale.dealName()),
        Optional.empty());
    Post card = SCENE.board.asked(sale.word());
    assertThat(card.text()).contains("Caro");
    String told = whisperAfter(Scene.CARO, () -> SCENE.board.click(Scene.CARO, card, "approve"));
    assertThat(told).contains("you asked for this yourself");
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).isEmpty();
    assertThat(SCENE.states(sale.deal(), INVOICE)).containsExactly("REJECTED", "WAITING");
  }

  private static void reject(Post card, String reason, String words) {
    assertThat(SCENE.board.click(Scene.CARO, card, "reject")).isInstanceOf(Outcome.Taken.class);
    Json.Obj window =
        SCENE.await(
            "the window asks why",
            () -> SCENE.slack.openViews(Scene.CARO).reversed().stream().findFirst());
    Json.Obj entered =
        Json.object()
            .put("reason", Json.object().put("reason_choice", reason))
            .put("words", Json.object().put("reason_words", words))
            .build();
    assertThat(SCENE.slack.submit(Scene.CARO, window.text("id"), entered))
        .isInstanceOf(Outcome.Taken.class);
    SCENE.board.becomes(card, "Rejected");
  }

  @Test
  void a_rejection_says_who_and_why_and_the_same_is_not_asked_again() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    reject(card, "Duplicate", "was on the last one");
    SCENE.awaitQuiet();
    Post last = SCENE.board.now(card);
    assertThat(last.text()).contains("Caro Lindgren", "Duplicate", "was on the last one");
    assertThat(last.offers("approve")).isFalse();
    toldAgain(sale);
    assertThat(SCENE.states(sale.deal(), INVOICE)).containsExactly("REJECTED");
    sale.editLine(Json.object().put("Quantity", 5).build());
    toldAgain(sale);
    SCENE.board.approve(SCENE.board.askedAnew(sale.word(), card));
    assertThat(SCENE.board.now(card).text()).contains("was on the last one");
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
  }

  @Test
  void after_the_deadline_a_yes_is_refused_and_a_no_is_recorded() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.vendors.clock().advance(Duration.ofHours(25));
    SCENE.board.becomes(card, "backups included");
    SCENE.vendors.clock().advance(Duration.ofHours(25));
    String told =
        whisperAfter(Scene.CARO, () -> SCENE.board.clickLate(Scene.CARO, card, "approve"));
    assertThat(told).contains("time to approve this has passed");
    Post expired = SCENE.board.becomes(card, "Expired");
    assertThat(expired.offers("approve")).isFalse();
    assertThat(SCENE.board.interact(lateNo(card, "Wrong amount")).statusCode()).isEqualTo(200);
    Post rejected = SCENE.board.becomes(card, "Rejected");
    assertThat(rejected.text()).contains("Caro Lindgren", "Wrong amount");
    SCENE.awaitQuiet();
    assertThat(SCENE.invoices(sale.word())).isEmpty();
    assertThat(SCENE.states(sale.deal(), INVOICE)).containsExactly("REJECTED");
  }

  /// The window stood open while the deadline passed, and is sent off now.
  private static Json.Obj lateNo(Post card, String reason) {
    Json.Obj chosen =
        Json.object()
            .put(
                "reason_choice",
                Json.object().put("selected_option", Json.object().put("value", reason)))
            .build();
    return Json.object()
        .put("type", "view_submission")
        .put("user", Json.object().put("id", Scene.CARO))
        .put("trigger_id", "t-late")
        .put(
            "view",
            Json.object()
                .put("id", "V-late")
                .put("callback_id", "rejecting")
                .put("private_metadata", card.value("reject"))
                .put("state", Json.object().put("values", Json.object().put("reason", chosen))))
        .build();
  }

  @Test
  void after_a_restart_the_first_click_works() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.restart();
    assertThat(SCENE.board.click(Scene.CARO, card, "approve")).isInstanceOf(Outcome.Taken.class);
    SCENE.board.becomes(card, Board.POSTED);
    oneInvoice(sale);
  }

  @Test
  void a_card_that_cannot_be_drawn_for_a_while_is_drawn_later() {
    Sale sale = SCENE.won();
    Post card = SCENE.board.asked(sale.word());
    SCENE.slack.weather().arm(Mishap.ERROR_BEFORE, 4, call -> call.path().endsWith("/chat.update"));
    SCENE.board.approve(card);
    oneInvoice(sale);
    SCENE.slack.weather().clear();
  }

  @Test
  void more_lines_than_the_card_holds_are_approved_in_the_window() {
    Sale sale = SCENE.sale().lines(7).made();
    sale.win();
    Post card = SCENE.board.asked(sale.word());
    assertThat(card.offers("approve")).isFalse();
    assertThat(card.text()).contains("USD 7,000.00").doesNotContain(sale.product(6));
    SCENE.board.click(Scene.CARO, card, "details");
    Json.Obj window =
        SCENE.await(
            "the window shows all lines",
            () -> SCENE.slack.openViews(Scene.CARO).reversed().stream().findFirst());
    for (int line = 0; line < 7; line++) {
      assertThat(SlackReader.textOf(window)).contains(sale.product(line));
    }
    assertThat(SCENE.slack.submit(Scene.CARO, window.text("id"), Json.object().build()))
        .isInstanceOf(Outcome.Taken.class);
    SCENE.board.becomes(card, Board.POSTED);
    oneInvoice(sale);
    assertThat(SCENE.invoices(sale.word()).getFirst().lines()).hasSize(7);
  }

  @Test
  void a_product_the_books_do_not_know_is_asked_once_and_remembered() {
    String deal = SCENE.crm.dealId("globex-expansion");
    SCENE.crm.moveStage(deal, "Closed Won");
    Post question = SCENE.board.seen("Which ledger item is product", "Forecasting add-on");
    Json.Obj select =
        question.message().objects("blocks").stream()
            .flatMap(b -> b.objects("elements").stream())
            .filter(e -> e.optText("type").filter("static_select"::equals).isPresent())
            .findFirst()
            .orElseThrow();
    String choice = select.objects("options").getFirst().text("value");
    SCENE.slack.select(
        Scene.ARI, SCENE.board.channel(), question.ts(), select.text("action_id"), choice);
    Post card = SCENE.board.asked("Globex");
    assertThat(card.text()).contains("USD 23,400.00");
    SCENE.board.approve(card);
    assertThat(SCENE.invoices("Globex GmbH"))
        .anySatisfy(i -> assertThat(i.total().getAmount()).isEqualByComparingTo("23400"));
    Sale next = SCENE.sale().alsoSelling(entryOf("NW-FCST-ADD")).made();
    next.win();
    assertThat(SCENE.board.asked(next.word()).text()).contains("Forecasting add-on");
    assertThat(SCENE.board.posts(Scene.CARO))
        .filteredOn(p -> p.text().contains("Which ledger item is product"))
        .hasSize(1);
  }

  private static String entryOf(String code) {
    return SCENE.crm.related("PricebookEntry", "ProductCode", code).getFirst().text("Id");
  }

  @Test
  void lines_that_do_not_tie_are_a_finding_that_names_the_difference() {
    Sale sale = SCENE.sale().lines(1).made();
    sale.editLine(Json.object().put("Quantity", 3).build());
    sale.editLine(Json.object().put("TotalPrice", 100).build());
    sale.win();
    Post finding = SCENE.board.seen(sale.word(), "does not add up");
    assertThat(finding.text())
        .contains("3 × 33.33", "USD 99.99", "USD 100.00", "a difference of USD 0.01");
    SCENE.awaitQuiet();
    assertThat(SCENE.states(sale.deal(), INVOICE)).isEmpty();
    sale.editLine(Json.object().put("UnitPrice", 250).build());
    toldAgain(sale);
    SCENE.board.approve(SCENE.board.asked(sale.word()));
    oneInvoice(sale);
  }

  @Test
  void a_new_customer_is_created_with_its_first_invoice() {
    String deal = SCENE.crm.dealId("initech-onboarding");
    SCENE.crm.moveStage(deal, "Closed Won");
    Post card = SCENE.board.asked("Initech");
    assertThat(card.text()).contains("new customer", "will be created");
    assertThat(customers("Initech LLC")).isEmpty();
    SCENE.board.approve(card);
    assertThat(customers("Initech LLC")).hasSize(1);
    assertThat(SCENE.invoices("Initech LLC"))
        .singleElement()
        .extracting(InvoiceView::total)
        .hasToString("USD 11430.00");
  }

  private static List<Json.Obj> customers(String name) {
    return SCENE.books.documents("Customer").stream()
        .filter(c -> c.text("DisplayName").equals(name))
        .toList();
  }
}
