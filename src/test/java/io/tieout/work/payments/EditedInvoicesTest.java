package io.tieout.work.payments;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.effect.Effects;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Change.UpdateDealFinance;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.Facts;
import io.tieout.work.invoicing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bookkeeper edits an invoice that was approved and posted.
class EditedInvoicesTest {
  private final Workshop shop = new Workshop();
  private final PaymentFlow flow =
      new PaymentFlow(
          new PaymentFlow.Deps(
              shop.database,
              Map.of("salesforce", shop.crm),
              Map.of("main", shop.ledger),
              shop.proposals,
              new Effects("tests", shop.audit, shop.clock),
              shop.findings,
              shop.approvals,
              Workshop::rule,
              shop.links,
              shop.mirror,
              shop.outbox,
              shop.clock,
              shop.ids));

  @BeforeEach
  void invoiced() {
    shop.dealChanged();
    Proposal approved = shop.filed().getFirst().proposal();
    for (ProposalState state :
        List.of(ProposalState.APPROVED, ProposalState.EXECUTING, ProposalState.DONE)) {
      shop.database.transact(
          sql -> shop.proposals.move(sql, approved.id(), state, "test", "system:test"));
    }
    shop.database.transact(sql ->
        shop.links.link(
            sql,
            new Link(
                "salesforce",
                "deal",
                "006A",
                "quickbooks",
                "main",
                "invoice",
                "12",
                "created by Tieout",
                approved.id())));
    put(asApproved(((CreateInvoice) approved.change()).invoice()));
    shop.crm.deals.put("006A", with(Facts.deal("1500.00"), "finance", Records.write(shown())));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static Invoice asApproved(InvoiceDraft draft) {
    return new Invoice(
        "12",
        Optional.of("1043"),
        "55",
        "Acme Inc",
        draft.issued(),
        draft.due(),
        draft.termId(),
        draft.currency(),
        draft.lines(),
        draft.net(),
        usd("0.00"),
        draft.net(),
        draft.net(),
        Invoice.Status.POSTED,
        Optional.of(draft.mark()),
        Facts.NOW,
        "0",
        "https://books.example/invoice/12");
  }

  private static DealFinance shown() {
    return new DealFinance(
        Optional.of("key-1"),
        Optional.of(SyncStatus.INVOICED),
        Optional.of("1043"),
        Optional.of("https://books.example/invoice/12"),
        Optional.of(usd("1500.00")),
        Optional.of(PaymentStatus.UNPAID),
        Optional.of(usd("1500.00")),
        Optional.empty(),
        Optional.of("P"));
  }

  private Invoice posted() {
    return shop.ledger.invoice("12").orElseThrow();
  }

  private void put(Invoice invoice) {
    shop.ledger.invoices.put("12", invoice);
  }

  private void news() {
    flow.handle(
        Workshop.stored(
            new Signal(
                "ledger",
                "k",
                "quickbooks/invoice/12",
                "invoice changed",
                Json.object().put("id", "12").put("book", "main").build())));
  }

  private List<Finding> edited() {
    return shop.open().stream()
        .filter(f -> f.draft().kind().equals("invoice edited in the books"))
        .toList();
  }

  private List<UpdateDealFinance> told() {
    return shop.filed().stream()
        .map(Filed::proposal)
        .map(Proposal::change)
        .filter(UpdateDealFinance.class::isInstance)
        .map(UpdateDealFinance.class::cast)
        .toList();
  }

  @Test
  void an_edited_invoice_is_told_field_by_field_until_it_is_as_approved_again() {
    Invoice before = posted();
    news();
    assertThat(edited()).isEmpty();
    put(with(with(before, "net", json(usd("1620.00"))), "due", "2027-01-31"));
    news();
    news();
    assertThat(edited())
        .singleElement()
        .satisfies(f ->
            assertThat(f.draft().text())
                .contains("net was approved as USD 1,500.00 and is USD 1,620.00 now")
                .contains(
                    "due date was approved as %s and is 2027-01-31 now".formatted(before.due()))
                .contains("“Acme renewal”"));
    put(before);
    news();
    assertThat(edited()).isEmpty();
  }

  @Test
  void a_payment_or_a_void_or_another_memo_is_no_edit() {
    Invoice before = posted();
    put(with(with(before, "balance", json(usd("0.00"))), "privateNote", "see file 7"));
    news();
    put(with(with(before, "status", "VOIDED"), "net", json(usd("0.00"))));
    news();
    assertThat(edited()).isEmpty();
  }

  @Test
  void the_deal_shows_what_the_invoice_comes_to_now_and_nothing_counts_as_paid_or_opened() {
    Invoice edit = with(posted(), "net", json(usd("1620.00")));
    edit = with(with(edit, "total", json(usd("1620.00"))), "balance", json(usd("1620.00")));
    put(edit);
    news();
    assertThat(told())
        .singleElement()
        .satisfies(u -> {
          assertThat(u.finance().invoiceAmount()).contains(usd("1620.00"));
          assertThat(u.finance().balance()).contains(usd("1620.00"));
          assertThat(u.finance().paymentStatus()).contains(PaymentStatus.UNPAID);
        });
    assertThat(new InvoiceStanding(edit, List.of()).news(shown()))
        .contains(
            "Invoice 1043 was edited in the books: it comes to USD 1,620.00 now, not USD 1,500.00; balance USD 1,620.00.");
  }
}
