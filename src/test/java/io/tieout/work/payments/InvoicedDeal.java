package io.tieout.work.payments;

import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;

import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.UpdateDealFinance;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.Facts;
import io.tieout.work.invoicing.Workshop;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A deal whose invoice Tieout made, and the flow that follows it.
abstract class InvoicedDeal {
  final Workshop shop = new Workshop();
  final PaymentFlow flow = flow(Workshop::rule);
  final Proposal invoicing;

  InvoicedDeal() {
    shop.dealChanged();
    invoicing = shop.filed().getFirst().proposal();
  }

  @BeforeEach
  void invoiced() {
    move(ProposalState.APPROVED, ProposalState.EXECUTING);
    link("12", invoicing.id());
    shop.ledger.invoices.put("12", invoice("1500.00"));
    shop.crm.deals.put(
        "006A", with(Facts.deal("1500.00"), "finance", Records.write(shown("1500.00"))));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  void move(ProposalState... states) {
    for (ProposalState state : states) {
      shop.database.transact(
          sql -> shop.proposals.move(sql, invoicing.id(), state, "test", "system:test"));
    }
  }

  void link(String invoiceId, String proposalId) {
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
                invoiceId,
                "created by Tieout",
                proposalId)));
  }

  static Invoice invoice(String balance) {
    return new Invoice(
        "12",
        Optional.of("1043"),
        "55",
        "Acme Inc",
        Facts.TODAY,
        Facts.TODAY.plusDays(30),
        Optional.of("3"),
        Facts.USD,
        List.of(),
        usd("1500.00"),
        usd("0.00"),
        usd("1500.00"),
        usd(balance),
        Invoice.Status.POSTED,
        Optional.empty(),
        Facts.NOW,
        "0",
        "https://books.example/invoice/12");
  }

  static DealFinance shown(String balance) {
    return new DealFinance(
        Optional.of("key-1"),
        Optional.of(SyncStatus.INVOICED),
        Optional.of("1043"),
        Optional.of("https://books.example/invoice/12"),
        Optional.of(usd("1500.00")),
        Optional.of(PaymentStatus.UNPAID),
        Optional.of(usd(balance)),
        Optional.empty(),
        Optional.of("tieout audit show P"));
  }

  void paid(String id, String amount, String day) {
    paidBy("55", id, amount, day);
  }

  void paidBy(String customer, String id, String amount, String day) {
    shop.ledger.payments.put(
        id,
        new Payment(
            id,
            customer,
            LocalDate.parse(day),
            usd(amount),
            usd("0.00"),
            List.of(new Payment.Application("12", usd(amount))),
            Optional.empty(),
            Facts.NOW,
            "0"));
  }

  PaymentFlow flow(Function<Proposal, Ruling> policy) {
    return new PaymentFlow(
        new PaymentFlow.Deps(
            shop.database,
            Map.of("salesforce", shop.crm),
            Map.of("main", shop.ledger),
            shop.proposals,
            shop.approvals,
            shop.gate(policy),
            shop.links,
            shop.mirror,
            shop.outbox,
            shop.clock,
            shop.ids));
  }

  void signal(String kind, String id) {
    signal(flow, kind, id);
  }

  static void signal(PaymentFlow flow, String kind, String id) {
    flow.handle(
        Workshop.stored(
            LedgerNews.changed(
                    "quickbooks", "main", LedgerKind.valueOf(kind.toUpperCase(Locale.ROOT)), id)
                .byWebhook("k")));
  }

  List<UpdateDealFinance> told() {
    return shop.filed().stream()
        .map(Filed::proposal)
        .map(Proposal::change)
        .filter(UpdateDealFinance.class::isInstance)
        .map(UpdateDealFinance.class::cast)
        .toList();
  }

  List<String> news() {
    List<String> bodies =
        shop.database.inTransaction(sql ->
            sql.ask("select body from notice_outbox order by id").list(row -> row.text("body")));
    return bodies.stream().filter(body -> body.contains("ThreadNews")).toList();
  }
}
