package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.slack.Outcome;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The odd cases of `docs/odd-cases.md` through the whole way, from the deal in the CRM to the
/// ledger's own records. Every test is a row of that table.
abstract class OddCasesContract extends OddStage {
  OddCasesContract(OddScene scene) {
    super(scene);
  }

  @AfterEach
  void openPeriodAndOwnNumbers() {
    scene.books().reopen();
    scene.books().numberByHand(false);
  }

  /// What an account is billed as whose name a supplier has: by the supplier's own record, or asked
  /// and answered.
  abstract String billedDespiteSupplier(OddSale sale);

  @Test
  void a_deal_whose_lines_cost_nothing_has_nothing_to_invoice() {
    OddSale sale = scene.sale().line("3", "0").line("1", "0").won();
    assertThat(scene.asked(sale, "nothing to invoice")).contains("USD 0.00", "nothing to invoice");
    untouched(sale);
  }

  @Test
  void lines_that_cancel_out_are_an_invoice_over_nothing() {
    OddSale sale = scene.sale().line("1", "100").line("credit", "1", "-100", "").won();
    assertThat(card(sale).text()).contains("The lines cancel out", "USD 0.00");
    InvoiceView invoice = approved(sale, "USD 0.00");
    assertThat(amounts(invoice)).containsExactly("USD 100.00", "USD -100.00");
  }

  @Test
  void a_deal_below_zero_is_a_finding_and_never_an_invoice() {
    OddSale sale = scene.sale().line("1", "100").line("credit", "1", "-350", "").won();
    assertThat(scene.finding(sale.word(), "less than nothing").text())
        .contains("USD -250.00", "cannot be negative", "credit note");
    untouched(sale);
  }

  @Test
  void a_negative_line_lowers_the_invoice() {
    OddSale sale = scene.sale().line("4", "250").line("credit", "1", "-199.99", "").won();
    InvoiceView invoice = approved(sale, "USD 800.01");
    assertThat(amounts(invoice)).containsExactly("USD 1,000.00", "USD -199.99");
  }

  @Test
  void four_hundred_lines_are_approved_in_the_window_down_to_the_last_cent() {
    OddSale.Order order = scene.sale();
    for (int i = 1; i <= 400; i++) {
      order.line("1", "%d.%02d".formatted(i, i % 100));
    }
    OddSale sale = order.won();
    Post old = card(sale);
    assertThat(old.text()).contains("395 more", total(sale)).doesNotContain("line 400 of");
    assertThat(old.offers("approve")).isFalse();
    assertThat(window(old)).contains("All 400 lines", "USD 400.00");
    sale.editLine(399, Json.object().put("UnitPrice", 401).build());
    submit(old);
    String total = total(sale);
    Post fresh =
        scene.await(
            "a card over the new amount",
            () ->
                scene.board().posts(Scene.CARO).reversed().stream()
                    .filter(p -> p.text().contains(sale.word()) && p.offers("details"))
                    .filter(p -> p.text().contains(total))
                    .findFirst());
    assertThat(scene.books().invoices(sale.word())).isEmpty();
    assertThat(window(fresh)).contains("USD 401.00");
    submit(fresh);
    scene.board().becomes(fresh, Board.POSTED);
    InvoiceView invoice = posted(sale, total);
    assertThat(invoice.lines()).hasSize(400);
    assertThat(invoice.lines().getLast().description()).contains("line 400 of " + sale.word());
    assertThat(amounts(invoice).getLast()).isEqualTo("USD 401.00");
  }

  private String total(OddSale sale) {
    return Amounts.text(Amounts.exact(scene.books().side().home(), sale.amount()));
  }

  private String window(Post card) {
    scene.board().click(approver(card), card, "details");
    return SlackReader.textOf(
        scene.await(
            "the window shows all lines", () -> views(card).reversed().stream().findFirst()));
  }

  private void submit(Post card) {
    String id = views(card).getLast().text("id");
    assertThat(scene.vendors().slack().submit(approver(card), id, Json.object().build()))
        .isInstanceOf(Outcome.Taken.class);
  }

  private List<Json.Obj> views(Post card) {
    return scene.vendors().slack().openViews(approver(card));
  }

  @Test
  void discounts_of_lines_are_in_their_amounts_to_the_cent() {
    OddSale sale =
        scene
            .sale()
            .line("part", "35", "540", "10")
            .line("support", "3", "99.99", "12.5")
            .line("training", "7", "13.37", "33.33")
            .won();
    InvoiceView invoice = approved(sale, "USD 17,334.87");
    assertThat(amounts(invoice)).containsExactly("USD 17,010.00", "USD 262.47", "USD 62.40");
  }

  @Test
  void an_amount_off_that_price_and_quantity_do_not_show_is_a_finding() {
    OddSale sale = scene.sale().total("3", "100").won();
    assertThat(scene.finding(sale.word(), "does not add up").text())
        .contains("USD 99.99", "USD 100.00", "USD 0.01", "Correct");
    untouched(sale);
    sale.editLine(0, Json.object().put("UnitPrice", new BigDecimal("33.33")).build());
    assertThat(amounts(approved(sale, "USD 99.99"))).containsExactly("USD 99.99");
  }

  @Test
  void a_discount_on_the_whole_deal_is_a_line_of_its_own_beside_those_of_lines() {
    OddSale sale =
        scene
            .sale()
            .line("part", "10", "120", "5")
            .line("support", "1", "49.95", "")
            .line("discount", "1", "-118.99", "")
            .won();
    InvoiceView invoice = approved(sale, "USD 1,070.96");
    assertThat(amounts(invoice)).containsExactly("USD 1,140.00", "USD 49.95", "USD -118.99");
  }

  @Test
  void a_quantity_with_four_decimals_is_billed_to_the_cent() {
    OddSale sale = scene.sale().line("1.2345", "200").line("hours", "2.1234", "19.99", "").won();
    InvoiceView invoice = approved(sale, "USD 289.35");
    assertThat(amounts(invoice)).containsExactly("USD 246.90", "USD 42.45");
    assertThat(invoice.lines().getFirst().quantity()).isEqualByComparingTo("1.2345");
    assertThat(invoice.lines().getLast().quantity()).isEqualByComparingTo("1");
    assertThat(invoice.lines().getLast().description()).contains("2.1234 × 19.99");
  }

  @Test
  void a_product_without_an_item_is_asked_about_and_then_billed() {
    OddSale.Order order = scene.sale();
    String item = "SUN-" + order.word();
    scene.books().item(item, item);
    OddSale sale = order.unknown("novelty", "2", "75").won();
    Post question = scene.finding(sale.word(), "Which ledger item", "novelty");
    untouched(sale);
    scene.answer(question, item);
    InvoiceView invoice = approved(sale, "USD 150.00");
    assertThat(invoice.lines().getFirst().item()).isEqualTo(item);
  }

  @Test
  void an_inactive_customer_of_the_name_is_asked_about_and_not_billed() {
    OddSale.Order order = scene.sale();
    scene.books().retire(scene.books().customer(OddSale.company(order.word())));
    OddSale sale = order.line("1", "500").won();
    Post question = scene.finding(sale.word(), "is inactive");
    assertThat(question.text()).contains("Make it active there, or choose whom to bill");
    assertThat(scene.books().invoices(sale.word())).isEmpty();
    assertThat(scene.books().billable(sale.word())).hasSize(1);
    scene.answer(question, "A new customer");
    assertThat(approved(sale, "USD 500.00").customer()).isEqualTo(sale.company() + " (USD)");
    assertThat(scene.books().billable(sale.word())).hasSize(2);
  }

  @Test
  void a_customer_made_active_again_is_billed_once_the_deal_is_saved() {
    OddSale.Order order = scene.sale();
    String customer = scene.books().customer(OddSale.company(order.word()));
    scene.books().retire(customer);
    OddSale sale = order.line("1", "510").won();
    assertThat(scene.finding(sale.word(), "is inactive").text())
        .contains("looks again when the deal is saved");
    scene.awaitQuiet();
    scene.books().restore(customer);
    sale.save();
    assertThat(approved(sale, "USD 510.00").customer()).isEqualTo(sale.company());
    assertThat(scene.books().billable(sale.word())).containsExactly(sale.company());
  }

  @Test
  void a_supplier_of_the_name_is_never_met_by_a_second_record_of_that_name() {
    OddSale.Order order = scene.sale();
    scene.books().supplier(OddSale.company(order.word()));
    OddSale sale = order.line("1", "640").won();
    String customer = billedDespiteSupplier(sale);
    assertThat(approved(sale, "USD 640.00").customer()).isEqualTo(customer);
    assertThat(scene.books().billable(sale.word())).containsExactly(customer);
  }

  @Test
  void numbers_that_were_taken_by_hand_are_not_given_again() {
    scene.books().numberByHand(true);
    OddSale.Order order = scene.sale().line("1", "900");
    String customer = scene.books().customer(OddSale.company(order.word()));
    List<String> byHand = new ArrayList<>(List.of(byHand(customer, order.word())));
    OddSale sale = order.won();
    Post card = card(sale);
    byHand.add(byHand(customer, sale.word()));
    approve(card);
    List<String> all =
        scene.books().invoices(sale.word()).stream().map(i -> i.number().orElseThrow()).toList();
    assertThat(all).hasSize(3).containsAll(byHand).doesNotHaveDuplicates();
    assertThat(sale.shows("Tieout_Invoice_Number__c"))
        .hasValueSatisfying(shown -> assertThat(all).contains(shown))
        .hasValueSatisfying(shown -> assertThat(byHand).doesNotContain(shown));
  }

  /// A bookkeeper takes the number that would come next.
  private String byHand(String customer, String word) {
    String next = scene.books().nextNumber();
    scene.books().invoiceByHand(customer, OddSale.code(word, "part"), next);
    return next;
  }

  @Test
  void a_closed_period_moves_the_invoice_to_its_first_open_day() {
    LocalDate closed = today().plusDays(2);
    scene.books().close(closed);
    OddSale sale = scene.sale().line("1", "720").won();
    LocalDate open = closed.plusDays(1);
    assertThat(card(sale).text())
        .contains("closed through " + closed, "dated " + open, "first open day");
    InvoiceView invoice = approved(sale, "USD 720.00");
    assertThat(invoice.date()).isEqualTo(open);
    assertThat(invoice.due()).isEqualTo(open.plusDays(30));
  }

  @Test
  void a_period_closed_between_card_and_click_is_asked_anew() {
    OddSale sale = scene.sale().line("1", "730").won();
    Post old = card(sale);
    LocalDate closed = today().plusDays(1);
    scene.books().close(closed);
    scene.board().clickLate(approver(old), old, "approve");
    Post fresh = scene.board().askedAnew(sale.word(), old);
    assertThat(fresh.text()).contains("dated " + closed.plusDays(1));
    assertThat(scene.board().now(old).text()).contains("invoice date");
    assertThat(scene.books().invoices(sale.word())).isEmpty();
    approve(fresh);
    assertThat(posted(sale, "USD 730.00").date()).isEqualTo(closed.plusDays(1));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(scene.vendors().clock().instant(), ZoneId.of("America/New_York"));
  }

  @Test
  void a_currency_that_the_book_does_not_keep_is_a_finding() {
    OddSale sale = scene.sale().in("EUR").line("1", "810").won();
    assertThat(scene.finding(sale.word(), "is in EUR").text())
        .contains("keeps USD", "Add the currency in the books, or correct the deal's");
    untouched(sale);
  }
}
