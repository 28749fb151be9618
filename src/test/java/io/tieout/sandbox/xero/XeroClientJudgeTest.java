package io.tieout.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xero.api.ApiClient;
import com.xero.api.XeroBadRequestException;
import com.xero.api.XeroForbiddenException;
import com.xero.api.XeroMinuteRateLimitException;
import com.xero.api.XeroNotFoundException;
import com.xero.api.XeroUnauthorizedException;
import com.xero.api.client.AccountingApi;
import com.xero.api.client.IdentityApi;
import com.xero.models.accounting.Account;
import com.xero.models.accounting.Allocation;
import com.xero.models.accounting.Allocations;
import com.xero.models.accounting.BankTransaction;
import com.xero.models.accounting.BankTransactions;
import com.xero.models.accounting.BatchPayment;
import com.xero.models.accounting.BatchPayments;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.Contacts;
import com.xero.models.accounting.CreditNote;
import com.xero.models.accounting.CreditNotes;
import com.xero.models.accounting.CurrencyCode;
import com.xero.models.accounting.HistoryRecord;
import com.xero.models.accounting.HistoryRecords;
import com.xero.models.accounting.Invoice;
import com.xero.models.accounting.Invoices;
import com.xero.models.accounting.LineItem;
import com.xero.models.accounting.ManualJournal;
import com.xero.models.accounting.ManualJournalLine;
import com.xero.models.accounting.ManualJournals;
import com.xero.models.accounting.Organisation;
import com.xero.models.accounting.Payment;
import com.xero.models.accounting.PaymentDelete;
import com.xero.models.accounting.Payments;
import com.xero.models.accounting.ReportWithRows;
import com.xero.models.accounting.RequestEmpty;
import com.xero.models.identity.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threeten.bp.LocalDate;
import org.threeten.bp.OffsetDateTime;
import org.threeten.bp.ZoneOffset;

/// Xero's own Java client against the stand-in.
class XeroClientJudgeTest {
  private final Office office = new Office();
  private final String tenant = office.xero.info().text("tenantId");
  private final String token = office.xero.accessToken();
  private final AccountingApi api =
      new AccountingApi(new ApiClient(office.xero.info().text("apiBase"), null, null, null, null));

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void an_invoice_lives_from_draft_to_paid() throws IOException {
    Invoice draft = created(invoice("Judge & Sons", "120.00"));
    assertThat(draft.getStatus()).isEqualTo(Invoice.StatusEnum.DRAFT);
    assertThat(draft.getInvoiceNumber()).startsWith("INV-");
    assertThat(draft.getContact().getName()).isEqualTo("Judge & Sons");
    assertThat(draft.getTotal()).isEqualTo(120);
    assertThat(draft.getDateAsDate()).isEqualTo(LocalDate.of(2026, 11, 22));

    draft.setReference("PO-77");
    draft.setStatus(Invoice.StatusEnum.AUTHORISED);
    Invoice approved = updated(draft);
    assertThat(approved.getStatus()).isEqualTo(Invoice.StatusEnum.AUTHORISED);
    assertThat(approved.getReference()).isEqualTo("PO-77");
    assertThat(approved.getLineItems()).hasSize(1);
    assertThat(approved.getLineItems().getFirst().getLineItemID())
        .isEqualTo(draft.getLineItems().getFirst().getLineItemID());

    Payment payment = paid(approved, "120.00");
    assertThat(payment.getPaymentType()).isEqualTo(Payment.PaymentTypeEnum.ACCRECPAYMENT);
    Invoice paid = read(approved);
    assertThat(paid.getStatus()).isEqualTo(Invoice.StatusEnum.PAID);
    assertThat(paid.getAmountDue()).isZero();
    assertThat(paid.getPayments()).hasSize(1);
    assertThat(paid.getFullyPaidOnDateAsDate()).isEqualTo(LocalDate.of(2026, 11, 22));

    api.deletePayment(
        token, tenant, payment.getPaymentID(), new PaymentDelete().status("DELETED"), "");
    assertThat(read(approved).getStatus()).isEqualTo(Invoice.StatusEnum.AUTHORISED);
    Invoice ending = new Invoice();
    ending.setInvoiceID(approved.getInvoiceID());
    ending.setStatus(Invoice.StatusEnum.VOIDED);
    assertThat(updated(ending).getStatus()).isEqualTo(Invoice.StatusEnum.VOIDED);
  }

  @Test
  void invoices_are_listed_by_pages_by_filters_and_by_what_changed() throws IOException {
    Invoices first = list(null, null, 1);
    assertThat(first.getInvoices()).hasSizeGreaterThan(5).hasSizeLessThanOrEqualTo(100);
    assertThat(first.getInvoices().getFirst().getLineItems()).isNotEmpty();
    assertThat(list(null, null, null).getInvoices().getFirst().getLineItems()).isEmpty();

    office.clock.advance(Duration.ofMinutes(5));
    OffsetDateTime since = OffsetDateTime.of(2026, 11, 22, 18, 4, 0, 0, ZoneOffset.UTC);
    assertThat(list(since, null, 1).getInvoices()).isEmpty();
    Invoice fresh = created(invoice("Judge & Sons", "10"));
    assertThat(list(since, null, 1).getInvoices())
        .extracting(Invoice::getInvoiceID)
        .containsExactly(fresh.getInvoiceID());
    String open = "Status==\"DRAFT\" AND Date>=DateTime(2026,11,22)";
    assertThat(list(null, open, 1).getInvoices())
        .extracting(Invoice::getInvoiceID)
        .containsExactly(fresh.getInvoiceID());
  }

  @Test
  void an_idempotency_key_gives_the_first_answer_again() throws IOException {
    Invoices wanted = new Invoices().addInvoicesItem(invoice("Once Ltd", "55.00"));
    Invoice one = api.createInvoices(token, tenant, wanted, "key-1", true, 2).getInvoices().get(0);
    Invoice two = api.createInvoices(token, tenant, wanted, "key-1", true, 2).getInvoices().get(0);
    assertThat(two.getInvoiceID()).isEqualTo(one.getInvoiceID());
    assertThat(office.xero.requestLog().done("Invoice")).hasSize(1);
    assertThat(office.xero.requestLog().all()).hasSize(2);
  }

  @Test
  void files_notes_mail_and_paper_hang_on_an_invoice() throws IOException {
    Invoice wanted = invoice("Acme Corporation", "99.00");
    wanted.setStatus(Invoice.StatusEnum.AUTHORISED);
    UUID id = created(wanted).getInvoiceID();
    byte[] content = "signed".getBytes(StandardCharsets.UTF_8);
    api.createInvoiceAttachmentByFileName(
        token, tenant, id, "order.txt", content, "a1", true, "text/plain");
    assertThat(api.getInvoiceAttachments(token, tenant, id).getAttachments())
        .singleElement()
        .satisfies(a -> assertThat(a.getFileName()).isEqualTo("order.txt"));
    assertThat(
            api.getInvoiceAttachmentByFileName(token, tenant, id, "order.txt", "text/plain")
                .readAllBytes())
        .isEqualTo(content);
    HistoryRecords note =
        new HistoryRecords().addHistoryRecordsItem(new HistoryRecord().details("approved by Caro"));
    assertThat(
            api.createInvoiceHistory(token, tenant, id, note, "h1")
                .getHistoryRecords()
                .getFirst()
                .getDetails())
        .isEqualTo("approved by Caro");
    api.emailInvoice(token, tenant, id, new RequestEmpty(), "m1");
    assertThat(api.getInvoice(token, tenant, id, 2).getInvoices().getFirst().getSentToContact())
        .isTrue();
    assertThat(
            api.getOnlineInvoice(token, tenant, id)
                .getOnlineInvoices()
                .getFirst()
                .getOnlineInvoiceUrl())
        .startsWith("http");
    assertThat(
            new String(
                api.getInvoiceAsPdf(token, tenant, id).readNBytes(4), StandardCharsets.US_ASCII))
        .isEqualTo("%PDF");
  }

  @Test
  void refusals_come_as_the_client_s_own_exceptions() throws IOException {
    Invoice unknown = new Invoice();
    unknown.setInvoiceID(UUID.randomUUID());
    assertThatThrownBy(() -> api.getInvoice(token, tenant, unknown.getInvoiceID(), 2))
        .isInstanceOf(XeroNotFoundException.class);
    Invoice bad = invoice("Judge & Sons", "10");
    bad.setCurrencyCode(CurrencyCode.NZD);
    assertThatThrownBy(() -> created(bad))
        .isInstanceOfSatisfying(
            XeroBadRequestException.class,
            e ->
                assertThat(e.getElements().getFirst().getValidationErrors().getFirst().getMessage())
                    .isEqualTo("Users Organisation is not subscribed to currency NZD"));
    assertThatThrownBy(() -> api.getOrganisations(token, UUID.randomUUID().toString()))
        .isInstanceOf(XeroForbiddenException.class);
    office.xero.budget(1, 100);
    assertThat(api.getOrganisations(token, tenant).getOrganisations()).hasSize(1);
    assertThatThrownBy(() -> api.getOrganisations(token, tenant))
        .isInstanceOf(XeroMinuteRateLimitException.class);
    office.xero.expireTokens();
    assertThatThrownBy(() -> api.getOrganisations(token, tenant))
        .isInstanceOf(XeroUnauthorizedException.class);
  }

  @Test
  void lists_and_settings_are_read() throws IOException {
    Organisation organisation = api.getOrganisations(token, tenant).getOrganisations().getFirst();
    assertThat(organisation.getBaseCurrency()).isEqualTo(CurrencyCode.USD);
    assertThat(api.getTaxRates(token, tenant, null, null, null).getTaxRates()).hasSize(3);
    assertThat(api.getAccounts(token, tenant, null, "Type==\"BANK\"", "Code DESC").getAccounts())
        .extracting(Account::getCode)
        .containsExactly("091", "090");
    assertThat(api.getItems(token, tenant, null, null, null, 4).getItems())
        .allSatisfy(i -> assertThat(i.getCode().length()).isLessThanOrEqualTo(30));
    assertThat(api.getTrackingCategories(token, tenant, null, null, false).getTrackingCategories())
        .hasSize(2);
    assertThat(api.getCurrencies(token, tenant, null, null).getCurrencies()).hasSize(3);
    Contacts page = api.getContacts(token, tenant, null, null, null, null, 1, false, true, "acme");
    assertThat(page.getContacts()).extracting(Contact::getName).containsExactly("Acme Corporation");
    IdentityApi identity =
        new IdentityApi(new ApiClient(office.xero.base().toString(), null, null, null, null));
    List<Connection> connections = identity.getConnections(token, null);
    assertThat(connections)
        .singleElement()
        .satisfies(c -> assertThat(c.getTenantId()).hasToString(tenant));
  }

  @Test
  void a_credit_note_and_a_batch_settle_an_invoice() throws IOException {
    Invoice wanted = invoice("Acme Corporation", "200.00");
    wanted.setStatus(Invoice.StatusEnum.AUTHORISED);
    Invoice invoice = created(wanted);
    Contact contact = new Contact().contactID(invoice.getContact().getContactID());
    CreditNote note = new CreditNote();
    note.setType(CreditNote.TypeEnum.ACCRECCREDIT);
    note.setContact(contact);
    note.setStatus(CreditNote.StatusEnum.AUTHORISED);
    note.setDate(LocalDate.of(2026, 11, 22));
    note.setLineItems(List.of(line("50.00")));
    CreditNote credit =
        api.createCreditNotes(
                token, tenant, new CreditNotes().addCreditNotesItem(note), "c1", true, 2)
            .getCreditNotes()
            .getFirst();
    assertThat(credit.getRemainingCredit()).isEqualTo(50);
    Allocation allocation = new Allocation();
    allocation.setInvoice(new Invoice().invoiceID(invoice.getInvoiceID()));
    allocation.setAmount(50.0);
    allocation.setDate(LocalDate.of(2026, 11, 22));
    api.createCreditNoteAllocation(
        token,
        tenant,
        credit.getCreditNoteID(),
        new Allocations().addAllocationsItem(allocation),
        "c2",
        true);
    assertThat(read(invoice).getAmountCredited()).isEqualTo(50);

    BatchPayment batch = new BatchPayment();
    batch.setAccount(new Account().code("090"));
    batch.setDate(LocalDate.of(2026, 11, 22));
    Payment part = new Payment();
    part.setInvoice(new Invoice().invoiceID(invoice.getInvoiceID()));
    part.setAmount(150.0);
    batch.addPaymentsItem(part);
    api.createBatchPayment(
        token, tenant, new BatchPayments().addBatchPaymentsItem(batch), true, "b1");
    assertThat(read(invoice).getStatus()).isEqualTo(Invoice.StatusEnum.PAID);

    assertThat(
            api.getPayments(
                    token,
                    tenant,
                    null,
                    "Invoice.InvoiceID==Guid(\"%s\")".formatted(invoice.getInvoiceID()),
                    null,
                    null)
                .getPayments())
        .hasSize(1);
  }

  @Test
  void an_overpayment_and_a_journal_are_booked() throws IOException {
    Contact contact = new Contact().name("Acme Corporation");
    BankTransaction over = new BankTransaction();
    over.setType(BankTransaction.TypeEnum.RECEIVE_OVERPAYMENT);
    over.setContact(contact);
    over.setBankAccount(new Account().code("090"));
    over.setLineItems(List.of(line("30.00")));
    BankTransaction received =
        api.createBankTransactions(
                token, tenant, new BankTransactions().addBankTransactionsItem(over), "o1", true, 2)
            .getBankTransactions()
            .getFirst();
    assertThat(received.getOverpaymentID()).isNotNull();

    ManualJournal journal = new ManualJournal();
    journal.setNarration("Deferred revenue, November");
    journal.addJournalLinesItem(new ManualJournalLine().accountCode("815").lineAmount(10.0));
    journal.addJournalLinesItem(new ManualJournalLine().accountCode("200").lineAmount(-10.0));
    ManualJournal booked =
        api.createManualJournals(
                token, tenant, new ManualJournals().addManualJournalsItem(journal), "j1", true)
            .getManualJournals()
            .getFirst();
    assertThat(booked.getStatus()).isEqualTo(ManualJournal.StatusEnum.DRAFT);
    assertThat(trialBalance().getReports().getFirst().getRows()).hasSizeGreaterThan(3);
  }

  private ReportWithRows trialBalance() throws IOException {
    return api.getReportTrialBalance(token, tenant, LocalDate.of(2026, 11, 22), false);
  }

  private Invoice created(Invoice invoice) throws IOException {
    return api.createInvoices(token, tenant, new Invoices().addInvoicesItem(invoice), null, true, 2)
        .getInvoices()
        .getFirst();
  }

  private Invoice updated(Invoice invoice) throws IOException {
    return api.updateInvoice(
            token, tenant, invoice.getInvoiceID(), new Invoices().addInvoicesItem(invoice), null, 2)
        .getInvoices()
        .getFirst();
  }

  private Invoice read(Invoice invoice) throws IOException {
    return api.getInvoice(token, tenant, invoice.getInvoiceID(), 2).getInvoices().getFirst();
  }

  private Payment paid(Invoice invoice, String amount) throws IOException {
    Payment payment = new Payment();
    payment.setInvoice(new Invoice().invoiceID(invoice.getInvoiceID()));
    payment.setAccount(new Account().code("090"));
    payment.setAmount(Integer.parseInt(amount.replaceFirst("\\..*", "")) * 1.0);
    payment.setDate(LocalDate.of(2026, 11, 22));
    return api.createPayments(token, tenant, new Payments().addPaymentsItem(payment), null, true)
        .getPayments()
        .getFirst();
  }

  private Invoices list(
      @Nullable OffsetDateTime since, @Nullable String where, @Nullable Integer page)
      throws IOException {
    return api.getInvoices(
        token, tenant, since, where, null, null, null, null, null, page, null, null, null, null);
  }

  private static Invoice invoice(String contact, String amount) {
    Invoice invoice = new Invoice();
    invoice.setType(Invoice.TypeEnum.ACCREC);
    invoice.setContact(new Contact().name(contact));
    invoice.setDate(LocalDate.of(2026, 11, 22));
    invoice.setDueDate(LocalDate.of(2026, 12, 22));
    invoice.setLineItems(List.of(line(amount)));
    return invoice;
  }

  private static LineItem line(String amount) {
    LineItem line = new LineItem();
    line.setDescription("Consulting");
    line.setQuantity(1.0);
    line.setUnitAmount(Integer.parseInt(amount.replaceFirst("\\..*", "")) * 1.0);
    line.setAccountCode("200");
    line.setTaxType("NONE");
    return line;
  }
}
