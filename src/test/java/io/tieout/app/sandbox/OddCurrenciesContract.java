package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import org.junit.jupiter.api.Test;

/// The odd cases of `docs/odd-cases.md` in a book that keeps several currencies.
abstract class OddCurrenciesContract extends OddStage {
  OddCurrenciesContract(OddScene scene) {
    super(scene);
    scene.books().keep("EUR");
    scene.books().keep("JPY");
    scene.books().keep("KWD");
  }

  /// The customer that is billed in euros when the one of the name is billed in dollars already.
  abstract String billedInEuros(OddSale sale);

  @Test
  void a_currency_without_decimals_is_billed_in_whole_units() {
    OddSale sale = scene.sale().in("JPY").line("part", "7", "12345", "20").won();
    assertThat(card(sale).text()).contains("JPY 69,132", "the book's own currency is USD");
    InvoiceView invoice = approved(sale, "JPY 69,132");
    assertThat(amounts(invoice)).containsExactly("JPY 69,132");
  }

  @Test
  void a_part_of_the_smallest_unit_is_a_finding_and_not_rounded() {
    OddSale sale = scene.sale().in("JPY").line("part", "7", "12345", "15").won();
    assertThat(scene.finding(sale.word(), "JPY 73452.75").text())
        .contains("has more decimals than JPY keeps (0)", "Correct the prices or discounts");
    untouched(sale);
    sale.editLine(0, Json.object().put("Discount", 20).build());
    assertThat(amounts(approved(sale, "JPY 69,132"))).containsExactly("JPY 69,132");
  }

  @Test
  void a_currency_with_three_decimals_is_a_finding() {
    OddSale sale = scene.sale().in("KWD").line("4", "250").won();
    assertThat(scene.finding(sale.word(), "is in KWD").text())
        .contains("have 3 decimals", "keeps 2", "Bill the deal in another currency");
    untouched(sale);
  }

  @Test
  void a_second_deal_in_another_currency_bills_no_customer_in_the_wrong_one() {
    OddSale.Order order = scene.sale();
    scene.books().customer(OddSale.company(order.word()));
    OddSale sale = order.in("EUR").line("1", "300").won();
    String customer = billedInEuros(sale);
    InvoiceView invoice = approved(sale, "EUR 300.00");
    assertThat(invoice.customer()).isEqualTo(customer);
  }
}
