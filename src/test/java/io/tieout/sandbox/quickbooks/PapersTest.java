package io.tieout.sandbox.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoicePaper.Line;
import io.tieout.sandbox.side.InvoicePaper.Note;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An invoice's document as paper.
class PapersTest {
  private final Shop shop = new Shop();
  private final QuickBooksSide side = new QuickBooksSide(shop.books);
  private final String customer = shop.customer("Quarry Lane Foods");

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void everything_that_stands_on_the_invoice_stands_on_its_paper() {
    Json.Obj taxed =
        Shop.line("80.00", "TAX")
            .with("Description", "Seats")
            .with(
                "SalesItemLineDetail",
                Shop.line("80.00", "TAX")
                    .obj("SalesItemLineDetail")
                    .with("ServiceDate", "2026-11-01"));
    Json.Obj remark =
        Json.parseObj(
            """
            {"DetailType": "DescriptionOnly", "Description": "As agreed",
             "DescriptionLineDetail": {}}
            """);
    Json.Obj discount =
        Json.parseObj(
            """
            {"DetailType": "DiscountLineDetail",
             "DiscountLineDetail": {"PercentBased": true, "DiscountPercent": 10}}
            """);
    InvoicePaper paper =
        side.paper(entered(Json.array(List.of(taxed, remark, discount))).text("Id"));
    assertThat(paper.billTo())
        .isEqualTo(
            new InvoicePaper.BillTo(
                "Quarry Lane Foods",
                List.of("1 Quarry Lane", "Gate 2", "Austin TX 78701", "USA"),
                Optional.of("bills@quarry.example")));
    assertThat(paper.lines())
        .extracting(Line::description, Line::amount)
        .containsExactly(
            tuple("Seats", Optional.of(Amounts.exact("USD", "80.00"))),
            tuple("As agreed", Optional.empty()),
            tuple("", Optional.of(Amounts.exact("USD", "-8.00"))));
    Line seats = paper.lines().getFirst();
    assertThat(seats.item()).isNotBlank();
    assertThat(seats.quantity().orElseThrow()).isEqualByComparingTo("1");
    assertThat(seats.serviceDate()).hasValue(LocalDate.parse("2026-11-01"));
    assertThat(seats.taxCode()).hasValue("TAX");
    assertThat(paper.lines().getLast().item()).isEqualTo("Discount");
    assertThat(paper.subtotal()).isEqualTo(Amounts.exact("USD", "72.00"));
    // QuickBooks taxes what stood there before the discount.
    assertThat(paper.tax()).isEqualTo(Amounts.exact("USD", "5.00"));
    assertThat(paper.memo()).hasValue("Thank you");
    assertThat(paper.notes())
        .containsExactly(new Note("Private note", "our mark"), new Note("PO", "4711"));
    assertThat(paper.payments()).isEmpty();
  }

  private Json.Obj entered(Json lines) {
    Json.Obj more =
        Json.parseObj(
            """
            {"BillAddr": {"Line1": "1 Quarry Lane", "Line2": "Gate 2", "City": "Austin",
               "CountrySubDivisionCode": "TX", "PostalCode": "78701", "Country": "USA"},
             "ShipAddr": {"CountrySubDivisionCode": "TX"},
             "BillEmail": {"Address": "bills@quarry.example"},
             "CustomerMemo": {"value": "Thank you"},
             "PrivateNote": "our mark",
             "CustomField": [
               {"DefinitionId": "1", "Name": "PO", "Type": "StringType", "StringValue": "4711"},
               {"DefinitionId": "2", "Name": "Crew", "Type": "StringType"}]}
            """);
    Json.Obj invoice = Shop.invoice(customer, "80.00", "TAX").with("Line", lines);
    for (var field : more.fields().entrySet()) {
      invoice = invoice.with(field.getKey(), field.getValue());
    }
    return shop.created("Invoice", invoice);
  }

  @Test
  void a_payment_shows_what_it_paid_of_this_invoice_and_on_no_other() {
    String paid = shop.created("Invoice", Shop.invoice(customer, "100.00", "NON")).text("Id");
    String other = shop.created("Invoice", Shop.invoice(customer, "100.00", "NON")).text("Id");
    String payment = side.recordPayment(paid, Amounts.exact("USD", "30.00"));
    assertThat(side.paper(paid).payments())
        .containsExactly(
            new InvoicePaper.Payment(
                payment,
                "Payment " + payment,
                LocalDate.parse("2026-11-22"),
                Amounts.exact("USD", "30.00")));
    assertThat(side.paper(other).payments()).isEmpty();
  }

  @Test
  void there_is_no_paper_of_an_invoice_that_is_not_there() {
    assertThatThrownBy(() -> side.paper("99999")).hasMessage("there is no invoice 99999");
  }
}
