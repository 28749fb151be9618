package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.invoice;
import static io.tieout.sandbox.xero.Office.json;
import static io.tieout.sandbox.xero.Office.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.sandbox.xerobooks.LockDates;
import io.tieout.sandbox.xerobooks.Profile;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invoices: numbers, states, lines, tax and rounding.
class InvoiceBehaviourTest {
  private final Office office = new Office(Profile.uk("Northwind Analytics Ltd"));

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void tax_is_rounded_on_each_line_and_then_summed() {
    String id =
        office
            .xero
            .clerk()
            .enter(
                "TaxRates",
                json(
                    """
                    {"Name": "GST 15%", "TaxComponents": [{"Name": "GST", "Rate": 15}]}
                    """));
    Json.Obj saved = office.saved("Invoices", taxed("Exclusive", id, "25.06", "25.61", "25.63"));
    assertThat(saved.objects("LineItems"))
        .extracting(l -> l.decimal("TaxAmount").toPlainString())
        .containsExactly("3.76", "3.84", "3.84");
    assertThat(saved.decimal("TotalTax")).isEqualByComparingTo("11.44");
    assertThat(saved.decimal("Total")).isEqualByComparingTo("87.74");
  }

  @Test
  void amounts_can_include_tax_or_know_none() {
    Json.Obj inclusive = office.saved("Invoices", taxed("Inclusive", "OUTPUT2", "120.00"));
    assertThat(inclusive.decimal("SubTotal")).isEqualByComparingTo("100.00");
    assertThat(inclusive.decimal("TotalTax")).isEqualByComparingTo("20.00");
    assertThat(inclusive.decimal("Total")).isEqualByComparingTo("120.00");
    Json.Obj none = office.saved("Invoices", taxed("NoTax", "OUTPUT2", "120.00"));
    assertThat(none.decimal("TotalTax")).isEqualByComparingTo("0");
    assertThat(none.objects("LineItems").getFirst().text("TaxType")).isEqualTo("NONE");
    Json.Obj reduced = office.saved("Invoices", taxed("Exclusive", "RROUTPUT", "100.00"));
    assertThat(reduced.decimal("TotalTax")).isEqualByComparingTo("5.00");
    assertThat(refused(taxed("Exclusive", "INPUT2", "100.00")))
        .contains("The TaxType code 'INPUT2' does not exist or cannot be used");
  }

  @Test
  void a_put_never_overwrites_and_a_post_with_the_number_does() {
    Json.Obj first = invoice("Acme Corporation", "10").with("InvoiceNumber", "T-1");
    assertThat(office.put("Invoices", first).status()).isEqualTo(200);
    Office.Reply again = office.put("Invoices", first);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.problems()).isEqualTo("Invoice # must be unique.|");
    Json.Obj changed = office.saved("Invoices", first.with("Reference", "PO-1"));
    assertThat(changed.text("Reference")).isEqualTo("PO-1");
    assertThat(office.get("Invoices?page=1&InvoiceNumbers=T-1").list("Invoices")).hasSize(1);
  }

  @Test
  void the_number_of_a_deleted_draft_stays_taken() {
    Json.Obj draft =
        invoice("Acme Corporation", "10").with("InvoiceNumber", "T-2").with("Status", "DRAFT");
    String id = office.saved("Invoices", draft).text("InvoiceID");
    office.saved("Invoices", json("{\"InvoiceID\": \"%s\", \"Status\": \"DELETED\"}", id));
    assertThat(refused(draft)).isEqualTo("Invoice not of valid status for modification|");
  }

  @Test
  void numbers_of_bills_are_the_suppliers_and_need_not_be_unique() {
    Json.Obj bill =
        invoice("Brightline Office Supply", "10")
            .with("Type", "ACCPAY")
            .with("InvoiceNumber", "R-9")
            .with("Reference", "ours");
    Json.Obj first = office.saved("Invoices", bill);
    Json.Obj second = office.saved("Invoices", bill);
    assertThat(second.text("InvoiceID")).isNotEqualTo(first.text("InvoiceID"));
    assertThat(first.text("Reference")).isEmpty();
    assertThat(first.obj("Contact").flag("IsSupplier")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT,SUBMITTED,true",
    "DRAFT,VOIDED,false",
    "SUBMITTED,DRAFT,true",
    "SUBMITTED,DELETED,true",
    "AUTHORISED,DRAFT,false",
    "AUTHORISED,DELETED,false",
    "AUTHORISED,PAID,false",
    "AUTHORISED,VOIDED,true",
    "VOIDED,AUTHORISED,false"
  })
  void only_some_states_follow_each_other(String from, String to, boolean legal) {
    String begin = from.equals("VOIDED") ? "AUTHORISED" : from;
    String id =
        office
            .saved("Invoices", invoice("Acme Corporation", "10").with("Status", begin))
            .text("InvoiceID");
    if (from.equals("VOIDED")) {
      office.xero.voidInvoice(id);
    }
    Office.Reply reply = office.post("Invoices/" + id, json("{\"Status\": \"%s\"}", to));
    assertThat(reply.status()).isEqualTo(legal ? 200 : 400);
    assertThat(office.read("Invoices", id).text("Status")).isEqualTo(legal ? to : from);
    if (!legal) {
      assertThat(reply.problems()).isEqualTo("Invoice not of valid status for modification|");
    }
  }

  @Test
  void a_document_with_payments_is_closed_to_the_api_but_not_to_the_bookkeeper() {
    String id = office.saved("Invoices", invoice("Acme Corporation", "10")).text("InvoiceID");
    office.saved("Payments", payment(id, "4"));
    String settled =
        "This document cannot be edited as it has a payment or credit note allocated to it.|";
    assertThat(office.post("Invoices/" + id, json("{\"Status\": \"VOIDED\"}")).problems())
        .isEqualTo(settled);
    assertThat(office.post("Invoices/" + id, json("{\"Reference\": \"x\"}")).problems())
        .isEqualTo(settled);
    office.xero.clerk().edit("Invoices", id, json("{\"Reference\": \"by hand\"}"));
    assertThat(office.read("Invoices", id).text("Reference")).isEqualTo("by hand");
  }

  @Test
  void an_approved_invoice_needs_a_due_date_accounts_and_descriptions_and_a_draft_does_not() {
    Json.Obj bare =
        json(
            """
            {"Type": "ACCREC", "Contact": {"Name": "Acme Corporation"},
             "LineItems": [{"UnitAmount": 10, "TaxType": "NONE"}]}
            """);
    Json.Obj draft = office.saved("Invoices", bare);
    assertThat(draft.text("Status")).isEqualTo("DRAFT");
    assertThat(draft.text("DateString")).isEqualTo("2026-11-22T00:00:00");
    assertThat(refused(bare.with("Status", "AUTHORISED")))
        .contains("The document DueDate field must be specified.")
        .contains("Account code must be specified")
        .contains("Description must be specified");
  }

  @Test
  void an_unknown_account_is_a_warning_on_a_draft_and_a_refusal_on_approval() {
    Json.Obj odd =
        json(
            """
            {"Type": "ACCREC", "Contact": {"Name": "Acme Corporation"}, "DueDate": "2026-12-01",
             "LineItems": [{"Description": "x", "UnitAmount": 1, "AccountCode": "476"}]}
            """);
    Json.Obj draft = office.saved("Invoices", odd);
    assertThat(draft.objects("Warnings").getFirst().text("Message")).contains("'476'");
    assertThat(draft.objects("LineItems").getFirst().has("AccountCode")).isFalse();
    assertThat(refused(odd.with("Status", "AUTHORISED")))
        .contains("Account code '476' is not a valid code for this document.");
    assertThat(refused(invoice("Acme Corporation", "1").with("LineItems", lines("610"))))
        .contains("Account code '610' is not a valid code for this document.");
  }

  @Test
  void an_item_fills_in_what_the_line_leaves_out() {
    Json.Obj saved =
        office.saved(
            "Invoices",
            json(
                """
                {"Type": "ACCREC", "Contact": {"Name": "Acme Corporation"},
                 "LineItems": [{"ItemCode": "NW-GATE-HW", "Quantity": 2},
                               {"Description": "only a note"}]}
                """));
    Json.Obj line = saved.objects("LineItems").getFirst();
    assertThat(line.decimal("UnitAmount")).isEqualByComparingTo("1299");
    assertThat(line.text("AccountCode")).isEqualTo("200");
    assertThat(line.text("TaxType")).isEqualTo("OUTPUT2");
    assertThat(line.text("Description")).isEqualTo("Edge gateway device");
    assertThat(saved.decimal("Total")).isEqualByComparingTo("3117.60");
    assertThat(saved.objects("LineItems").get(1).decimal("LineAmount")).isEqualByComparingTo("0");
    assertThat(
            refused(
                json(
                    """
                    {"Type": "ACCREC", "Contact": {"Name": "Acme Corporation"},
                     "LineItems": [{"ItemCode": "NOPE"}]}
                    """)))
        .contains("Item code 'NOPE' is not valid");
  }

  @Test
  void four_decimals_of_a_unit_price_are_kept_only_when_asked_for() {
    Json.Obj fine =
        invoice("Acme Corporation", "0")
            .with(
                "LineItems",
                Json.array(
                    List.of(
                        json(
                            """
                            {"Description": "calls", "Quantity": 1000, "UnitAmount": 0.0125,
                             "AccountCode": "200", "TaxType": "NONE"}
                            """))));
    assertThat(office.saved("Invoices", fine).decimal("Total")).isEqualByComparingTo("10.00");
    assertThat(office.put("Invoices?unitdp=4", fine).only("Invoices").decimal("Total"))
        .isEqualByComparingTo("12.50");
  }

  @Test
  void discounts_stand_on_sales_invoices_alone() {
    Json.Obj rate = discounted("DiscountRate", "12.5");
    assertThat(office.saved("Invoices", rate).decimal("Total")).isEqualByComparingTo("175.00");
    Json.Obj amount = office.saved("Invoices", discounted("DiscountAmount", "30.50"));
    assertThat(amount.decimal("Total")).isEqualByComparingTo("169.50");
    assertThat(amount.flag("IsDiscounted")).isTrue();
    assertThat(refused(rate.with("Type", "ACCPAY"))).contains("Discounts");
    Office.Reply note = office.put("CreditNotes", rate.with("Type", "ACCRECCREDIT"));
    assertThat(note.problems()).contains("Discounts");
  }

  @Test
  void sums_that_do_not_fit_are_refused() {
    Json.Obj line =
        json(
            """
            {"Description": "x", "Quantity": 2, "UnitAmount": 5, "LineAmount": 11,
             "AccountCode": "200", "TaxType": "NONE"}
            """);
    Json.Obj wrongLine =
        invoice("Acme Corporation", "1").with("LineItems", Json.array(List.of(line)));
    assertThat(refused(wrongLine))
        .contains("The line total 11.00 does not match the expected line total 10.00");
    Json.Obj wrongTotal = invoice("Acme Corporation", "1").with("Total", Json.of(2));
    assertThat(refused(wrongTotal))
        .contains("The invoice total does not equal the sum of the lines");
  }

  @Test
  void lines_are_matched_by_their_ids_and_the_rest_is_replaced() {
    Json.Obj saved = office.saved("Invoices", taxed("Exclusive", "OUTPUT2", "10", "20"));
    String kept = saved.objects("LineItems").get(1).text("LineItemID");
    Json.Obj after =
        office
            .post(
                "Invoices/" + saved.text("InvoiceID"),
                json("{\"LineItems\": [{\"LineItemID\": \"%s\", \"Quantity\": 3}]}", kept))
            .only("Invoices");
    assertThat(after.objects("LineItems"))
        .singleElement()
        .satisfies(l -> {
          assertThat(l.text("LineItemID")).isEqualTo(kept);
          assertThat(l.decimal("LineAmount")).isEqualByComparingTo("60");
          assertThat(l.decimal("TaxAmount")).isEqualByComparingTo("12");
        });
  }

  @Test
  void currencies_have_to_be_enabled_and_bring_a_rate() {
    Json.Obj euro = invoice("Globex GmbH", "100").with("CurrencyCode", "EUR");
    assertThat(office.saved("Invoices", euro).decimal("CurrencyRate")).isPositive();
    assertThat(refused(euro.with("CurrencyCode", "NZD")))
        .isEqualTo("Users Organisation is not subscribed to currency NZD|");
    assertThat(refused(invoice("Globex GmbH", "1").with("Url", "not an address"))).contains("Url");
  }

  @Test
  void lock_dates_refuse_what_is_posted_up_to_them() {
    LocalDate locked = LocalDate.of(2026, 10, 31);
    office.xero.clerk().lockDates(new LockDates(Optional.of(locked), Optional.empty()));
    Json.Obj late = invoice("Acme Corporation", "10").with("Date", "2026-10-31");
    assertThat(refused(late))
        .isEqualTo(
            "The document date cannot be before the period lock date, currently set at 31-Oct-2026|");
    assertThat(office.saved("Invoices", late.with("Status", "DRAFT")).text("Status"))
        .isEqualTo("DRAFT");
    assertThat(office.xero.clerk().enter("Invoices", late)).isNotBlank();
    office.xero.clerk().lockDates(new LockDates(Optional.empty(), Optional.of(locked)));
    assertThat(refused(late)).contains("end of year lock date, currently set at 31-Oct-2026");
    assertThat(office.get("Organisation").only("Organisations").text("EndOfYearLockDate"))
        .isEqualTo("/Date(1793404800000+0000)/");
  }

  @Test
  void tracking_takes_two_known_categories_at_most() {
    Json.Obj tracked =
        office.saved("Invoices", tracked("{\"Name\": \"Region\", \"Option\": \"Europe\"}"));
    Json.Obj first = tracked.objects("LineItems").getFirst().objects("Tracking").getFirst();
    assertThat(first.text("TrackingCategoryID")).isNotBlank();
    assertThat(refused(tracked("{\"Name\": \"Region\", \"Option\": \"Moon\"}"))).contains("Moon");
    assertThat(office.put("TrackingCategories", json("{\"Name\": \"Third\"}")).status())
        .isEqualTo(400);
  }

  @Test
  void dates_come_in_both_ways_and_go_out_the_vendor_s() {
    Json.Obj net =
        invoice("Acme Corporation", "10")
            .with("Date", "/Date(1795305600000+0000)/")
            .with("dateAsDate", "ignored");
    Json.Obj saved = office.saved("Invoices", net);
    assertThat(saved.text("Date")).isEqualTo("/Date(1795305600000+0000)/");
    assertThat(saved.text("DateString")).isEqualTo("2026-11-22T00:00:00");
    assertThat(saved.text("UpdatedDateUTC")).isEqualTo("/Date(1795370400000+0000)/");
    assertThat(refused(net.with("DueDate", "tomorrow"))).contains("'tomorrow'");
  }

  private String refused(Json.Obj document) {
    Office.Reply reply = office.post("Invoices", document);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    return reply.problems();
  }

  private static Json.Obj taxed(String amounts, String type, String... prices) {
    List<Json.Obj> lines =
        java.util.stream.Stream.of(prices)
            .map(p ->
                json(
                    """
                    {"Description": "x", "Quantity": 1, "UnitAmount": %s, "AccountCode": "200",
                     "TaxType": "%s"}
                    """,
                    p, type))
            .toList();
    return invoice("Acme Corporation", "1")
        .with("LineAmountTypes", amounts)
        .with("LineItems", Json.array(lines));
  }

  private static Json lines(String account) {
    return Json.array(
        List.of(
            json("{\"Description\": \"x\", \"UnitAmount\": 1, \"AccountCode\": \"%s\"}", account)));
  }

  private static Json.Obj discounted(String field, String value) {
    return invoice("Acme Corporation", "1")
        .with(
            "LineItems",
            Json.array(
                List.of(
                    json(
                        """
                        {"Description": "x", "Quantity": 2, "UnitAmount": 100, "%s": %s,
                         "AccountCode": "200", "TaxType": "NONE"}
                        """,
                        field, value))));
  }

  private static Json.Obj tracked(String tracking) {
    return invoice("Acme Corporation", "1")
        .with(
            "LineItems",
            Json.array(
                List.of(
                    json(
                        """
                        {"Description": "x", "UnitAmount": 1, "AccountCode": "200",
                         "TaxType": "NONE", "Tracking": [%s]}
                        """,
                        tracking))));
  }
}
