package io.tieout.work.drift;

import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;

import io.tieout.engine.effect.Effects;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.lease.LeaseClock;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.Payment;
import io.tieout.work.invoicing.Facts;
import io.tieout.work.invoicing.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An invoice that was approved and posted, with the books in memory, and the watch over it.
abstract class DriftCase {
  static final Instant ARRIVAL = Facts.NOW.minus(Duration.ofDays(3));
  static final ZoneId ZONE = ZoneId.of("America/New_York");

  final Workshop shop = new Workshop();
  DriftWatch watch = watch(DriftChoice.ALL);
  final Proposal approved;

  DriftCase() {
    shop.dealChanged();
    approved = shop.filed().getFirst().proposal();
  }

  DriftWatch watch(DriftChoice choice) {
    return watch(choice, shop.clock);
  }

  /// @param clock the replica's own, which may be wrong
  DriftWatch watch(DriftChoice choice, InstantSource clock) {
    return new DriftWatch(
        new DriftWatch.Deps(
            shop.database,
            Map.of("main", new WatchedBook(shop.ledger, ZONE, choice)),
            ARRIVAL,
            shop.proposals,
            new Effects("tests", shop.audit, shop.clock),
            shop.findings,
            shop.approvals,
            shop.links,
            shop.mirror,
            shop.outbox,
            shop.audit,
            clock,
            LeaseClock.of(shop.clock)));
  }

  @BeforeEach
  void invoiced() {
    move(ProposalState.APPROVED, ProposalState.EXECUTING, ProposalState.DONE);
    link("deal", "006A", "invoice", "12", approved.id());
    link("account", "001A", "customer", "55", approved.id());
    put(asApproved(((CreateInvoice) approved.change()).invoice()));
    news("invoice", "12");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  void move(ProposalState... states) {
    for (ProposalState state : states) {
      shop.database.transact(
          sql -> shop.proposals.move(sql, approved.id(), state, "test", "system:test"));
    }
  }

  void link(String crmKind, String crmId, String kind, String id, String proposal) {
    shop.database.transact(sql ->
        shop.links.link(
            sql,
            new Link(
                "salesforce", crmKind, crmId, "quickbooks", "main", kind, id, "test", proposal)));
  }

  static Invoice asApproved(InvoiceDraft draft) {
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

  Invoice posted() {
    return shop.ledger.invoice("12").orElseThrow();
  }

  void put(Invoice invoice) {
    shop.ledger.invoices.put(invoice.id(), invoice);
  }

  void news(String kind, String id) {
    shop.now = shop.now.plusSeconds(1);
    watch.handle(
        Workshop.stored(
            LedgerNews.changed(
                    "quickbooks", "main", LedgerKind.valueOf(kind.toUpperCase(Locale.ROOT)), id)
                .byWebhook("k")));
  }

  void paid(String id, String amount, String rest, String balance) {
    shop.ledger.payments.put(
        id,
        new Payment(
            id,
            "55",
            Facts.TODAY,
            usd(amount).plus(usd(rest)),
            usd(rest),
            List.of(new Payment.Application("12", usd(amount))),
            Optional.empty(),
            Facts.NOW,
            "0"));
    put(with(posted(), "balance", json(usd(balance))));
  }

  List<Finding> open() {
    return shop.open().stream().filter(f -> f.draft().kind().startsWith("invoice ")).toList();
  }

  List<String> thread() {
    return shop
        .database
        .inTransaction(sql ->
            sql.ask("select body from notice_outbox order by id").list(row -> row.text("body")))
        .stream()
        .filter(body -> body.contains("ThreadNews"))
        .toList();
  }

  List<String> audited() {
    return shop.database.inTransaction(sql ->
        sql.ask(
                """
                select action || ' ' || (details ->> 'kind') as deed from audit_entry
                 where action like 'drift %' order by entry_id
                """)
            .list(row -> row.text("deed")));
  }

  Invoice edited() {
    return with(with(posted(), "net", json(usd("1620.00"))), "due", "2027-01-31");
  }
}
