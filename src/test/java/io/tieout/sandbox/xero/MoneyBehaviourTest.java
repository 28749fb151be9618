package io.tieout.sandbox.xero;

import static io.tieout.sandbox.xero.Office.invoice;
import static io.tieout.sandbox.xero.Office.json;
import static io.tieout.sandbox.xero.Office.money;
import static io.tieout.sandbox.xero.Office.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.xerobooks.Refused;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payments, credits, bank transactions, journals and reports.
class MoneyBehaviourTest {
  private final Office office = new Office();

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void payments_settle_an_invoice_and_can_be_taken_off_again() {
    String id = open("100");
    Json.Obj first = office.saved("Payments", payment(id, "40"));
    assertThat(first.obj("Invoice").text("InvoiceID")).isEqualTo(id);
    assertThat(office.put("Payments", payment(id, "60.01")).problems())
        .isEqualTo("Payment amount exceeds the amount outstanding on this document|");
    office.saved("Payments", payment(id, "60"));
    Json.Obj paid = office.read("Invoices", id);
    assertThat(paid.text("Status")).isEqualTo("PAID");
    assertThat(paid.decimal("AmountDue")).isEqualByComparingTo("0");
    assertThat(paid.text("FullyPaidOnDate")).startsWith("/Date(");
    assertThat(paid.objects("Payments")).hasSize(2);
    String firstId = first.text("PaymentID");
    office.post("Payments/" + firstId, json("{\"Status\": \"DELETED\"}"));
    assertThat(office.read("Payments", firstId).text("Status")).isEqualTo("DELETED");
    Json.Obj reopened = office.read("Invoices", id);
    assertThat(reopened.text("Status")).isEqualTo("AUTHORISED");
    assertThat(reopened.decimal("AmountDue")).isEqualByComparingTo("40");
    assertThat(reopened.has("FullyPaidOnDate")).isFalse();
  }

  @Test
  void only_approved_documents_and_accounts_for_money_take_payments() {
    String draft =
        office
            .saved("Invoices", invoice("Acme Corporation", "5").with("Status", "DRAFT"))
            .text("InvoiceID");
    assertThat(office.put("Payments", payment(draft, "5")).problems())
        .contains("Payments can only be made against Authorised documents");
    Json.Obj toSales = payment(open("5"), "5").with("Account", json("{\"Code\": \"200\"}"));
    assertThat(office.put("Payments", toSales).problems()).contains("'200'");
    Json.Obj undeposited = payment(open("5"), "5").with("Account", json("{\"Code\": \"615\"}"));
    assertThat(office.put("Payments", undeposited).status()).isEqualTo(200);
  }

  @Test
  void one_batch_pays_several_invoices_and_goes_as_a_whole() {
    String one = open("10");
    String two = open("20");
    String batch =
        office
            .xero
            .clerk()
            .recordBatchPayment(Map.of(one, money("USD", "10"), two, money("USD", "5")));
    assertThat(office.read("Invoices", one).text("Status")).isEqualTo("PAID");
    Json.Obj part = office.read("Invoices", two).objects("Payments").getFirst();
    assertThat(part.text("BatchPaymentID")).isEqualTo(batch);
    String paymentId = part.text("PaymentID");
    assertThat(office.post("Payments/" + paymentId, json("{\"Status\": \"DELETED\"}")).status())
        .isEqualTo(400);
    Json.Obj shown = office.read("BatchPayments", batch);
    assertThat(shown.decimal("TotalAmount")).isEqualByComparingTo("15");
    assertThat(shown.text("Type")).isEqualTo("RECBATCH");
    Json.Obj delete = json("{\"BatchPaymentID\": \"%s\", \"Status\": \"DELETED\"}", batch);
    assertThat(office.post("BatchPayments", delete).status()).isEqualTo(200);
    assertThat(office.read("Invoices", one).decimal("AmountDue")).isEqualByComparingTo("10");
  }

  @Test
  void a_batch_with_one_bad_payment_pays_nothing() {
    String one = open("10");
    String two = open("20");
    Map<String, org.joda.money.Money> tooMuch =
        Map.of(one, money("USD", "10"), two, money("USD", "21"));
    assertThatThrownBy(() -> office.xero.clerk().recordBatchPayment(tooMuch))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("exceeds the amount outstanding");
    assertThat(office.read("Invoices", one).text("Status")).isEqualTo("AUTHORISED");
    assertThat(office.read("Invoices", one).objects("Payments")).isEmpty();
  }

  @Test
  void a_credit_note_is_allocated_once_and_a_second_sending_is_refused() {
    Json.Obj note =
        office.saved("CreditNotes", invoice("Acme Corporation", "30").with("Type", "ACCRECCREDIT"));
    assertThat(note.text("CreditNoteNumber")).startsWith("CN-");
    String id = open("30");
    String path = "CreditNotes/" + note.text("CreditNoteID") + "/Allocations";
    Json.Obj allocation =
        json("{\"Allocations\": [{\"Invoice\": {\"InvoiceID\": \"%s\"}, \"Amount\": 30}]}", id);
    Office.Reply made = office.put(path, allocation);
    assertThat(made.only("Allocations").decimal("Amount")).isEqualByComparingTo("30");
    Json.Obj credited = office.read("Invoices", id);
    assertThat(credited.text("Status")).isEqualTo("PAID");
    assertThat(credited.decimal("AmountCredited")).isEqualByComparingTo("30");
    assertThat(credited.objects("CreditNotes")).hasSize(1);
    assertThat(office.put(path, allocation).problems())
        .contains("The invoice you are trying to allocate to has already been paid off")
        .contains("Credit Note cannot be allocated as amount is greater than amount outstanding");
    String allocationId = made.only("Allocations").text("AllocationID");
    Office.Reply removed = office.send(office.request(path + "/" + allocationId).DELETE());
    assertThat(removed.status()).isEqualTo(200);
    assertThat(office.read("Invoices", id).decimal("AmountDue")).isEqualByComparingTo("30");
    assertThat(office.read("CreditNotes", note.text("CreditNoteID")).decimal("RemainingCredit"))
        .isEqualByComparingTo("30");
  }

  @Test
  void money_beyond_an_invoice_becomes_an_overpayment_and_its_refund_looks_like_an_invoice() {
    String id = open("80");
    String contact = office.read("Invoices", id).obj("Contact").text("ContactID");
    String over = office.xero.clerk().recordOverpayment(contact, money("USD", "50"));
    office.xero.clerk().allocate("Overpayments", over, id, money("USD", "20"));
    assertThat(office.xero.clerk().due(id)).isEqualTo(money("USD", "60.00"));
    Json.Obj refund =
        payment(id, "30")
            .without("Invoice")
            .with("Overpayment", json("{\"OverpaymentID\": \"%s\"}", over));
    Json.Obj paid = office.saved("Payments", refund);
    assertThat(paid.text("PaymentType")).isEqualTo("AROVERPAYMENTPAYMENT");
    assertThat(paid.obj("Invoice").text("InvoiceID")).isEqualTo(over);
    assertThat(office.read("Overpayments", over).text("Status")).isEqualTo("PAID");
  }

  @Test
  void a_prepayment_comes_through_a_bank_transaction_with_tax() {
    Json.Obj saved =
        office.saved(
            "BankTransactions",
            json(
                """
                {"Type": "RECEIVE-PREPAYMENT", "Contact": {"Name": "Acme Corporation"},
                 "BankAccount": {"Code": "090"},
                 "LineItems": [{"Description": "Deposit", "UnitAmount": 100,
                                "AccountCode": "815", "TaxType": "OUTPUT"}]}
                """));
    assertThat(saved.decimal("Total")).isEqualByComparingTo("108.25");
    Json.Obj prepayment = office.read("Prepayments", saved.text("PrepaymentID"));
    assertThat(prepayment.decimal("RemainingCredit")).isEqualByComparingTo("108.25");
    String id = open("50");
    office.xero.clerk().allocate("Prepayments", saved.text("PrepaymentID"), id, money("USD", "50"));
    assertThat(office.read("Invoices", id).objects("Prepayments")).hasSize(1);
    Json.Obj delete = json("{\"Status\": \"DELETED\"}");
    assertThat(office.post("BankTransactions/" + saved.text("BankTransactionID"), delete).status())
        .isEqualTo(400);
  }

  @Test
  void journals_have_to_balance_and_keep_off_the_control_accounts() {
    assertThat(office.put("ManualJournals", journal("100", "-10", "200")).problems())
        .isEqualTo("The total debits (100.00) must equal total credits (-10.00)|");
    assertThat(office.put("ManualJournals", journal("100", "-100", "610")).problems())
        .contains("'610'");
    Json.Obj draft = office.saved("ManualJournals", journal("100", "-100", "200"));
    assertThat(draft.text("Status")).isEqualTo("DRAFT");
    String path = "ManualJournals/" + draft.text("ManualJournalID");
    assertThat(office.post(path, json("{\"Status\": \"POSTED\"}")).status()).isEqualTo(200);
    assertThat(office.post(path, json("{\"Status\": \"DRAFT\"}")).status()).isEqualTo(400);
    assertThat(office.post(path, json("{\"Status\": \"VOIDED\"}")).status()).isEqualTo(200);
  }

  @Test
  void the_trial_balance_balances_and_follows_what_is_posted() {
    BigDecimal before = receivable();
    String id = open("123.45");
    assertThat(receivable().subtract(before)).isEqualByComparingTo("123.45");
    office.saved("Payments", payment(id, "23.45"));
    assertThat(receivable().subtract(before)).isEqualByComparingTo("100");
    office.saved("Invoices", invoice("Globex GmbH", "77.77").with("CurrencyCode", "EUR"));
    Json.Obj report = office.get("Reports/TrialBalance?date=2026-11-30").only("Reports");
    Json.Obj total = report.objects("Rows").getLast().objects("Rows").getLast();
    assertThat(cell(total, 1)).isEqualTo(cell(total, 2)).isNotEqualTo("0.00");
    Json.Obj profit =
        office.get("Reports/ProfitAndLoss?fromDate=2026-11-22&toDate=2026-11-22").only("Reports");
    assertThat(profit.print()).contains("Total Income").contains("Net Profit");
  }

  @Test
  void aged_receivables_are_told_for_one_contact_at_a_time() {
    assertThat(office.get("Reports/AgedReceivablesByContact").status()).isEqualTo(400);
    String id = open("61.50");
    String contact = office.read("Invoices", id).obj("Contact").text("ContactID");
    Json.Obj report =
        office.get("Reports/AgedReceivablesByContact?contactId=" + contact).only("Reports");
    Json.Obj section = report.objects("Rows").getLast();
    assertThat(section.objects("Rows")).anySatisfy(r -> assertThat(cell(r, 7)).isEqualTo("61.50"));
  }

  private BigDecimal receivable() {
    Json.Obj report = office.get("Reports/TrialBalance?date=2026-11-30").only("Reports");
    return report.objects("Rows").stream()
        .flatMap(s -> s.objects("Rows").stream())
        .filter(r -> cell(r, 0).startsWith("Accounts Receivable"))
        .map(r -> new BigDecimal(cell(r, 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String cell(Json.Obj row, int index) {
    return row.objects("Cells").get(index).text("Value");
  }

  private static Json.Obj journal(String debit, String credit, String account) {
    return json(
        """
        {"Narration": "Revenue of November", "Date": "2026-11-22", "JournalLines": [
          {"LineAmount": %s, "AccountCode": "815"}, {"LineAmount": %s, "AccountCode": "%s"}]}
        """,
        debit, credit, account);
  }

  private String open(String amount) {
    return office.saved("Invoices", invoice("Acme Corporation", amount)).text("InvoiceID");
  }

  @Test
  void a_call_with_another_method_is_not_allowed() {
    HttpRequest.Builder delete = office.request("Invoices/x").DELETE();
    assertThat(office.send(delete).status()).isEqualTo(405);
    assertThat(office.put("Overpayments", json("{}")).status()).isEqualTo(405);
    assertThat(office.get("Journals").status()).isEqualTo(404);
  }
}
