package io.tieout.work.drift;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.lease.LeaseClock;
import io.tieout.engine.mirror.LedgerNews;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.fault.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks at an invoice whenever the books have news of it, of a payment or of a credit note, and
/// tells how it differs from what was approved. Whatever the news said, the books are read afresh.
/// It must see the news before the copies are renewed.
public final class DriftWatch implements SignalHandler {
  /// What an invoice of ours is looked at for.
  private static final List<DriftKind> OF_OURS =
      Arrays.stream(DriftKind.values()).filter(k -> k != DriftKind.CREATED_OUTSIDE).toList();

  /// What the watch works with.
  ///
  /// @param books by their ids
  /// @param arrival when Tieout came
  /// @param looks the clock that orders the looks of all replicas: by clocks of their own, one that
  ///   runs ahead would hide what the others see after it
  public record Deps(
      Database database,
      Map<String, WatchedBook> books,
      Instant arrival,
      Proposals proposals,
      Effects effects,
      Findings findings,
      Approvals approvals,
      Links links,
      Mirror mirror,
      Outbox outbox,
      Audit audit,
      InstantSource clock,
      LeaseClock looks) {
    public Deps {
      books = Map.copyOf(books);
    }
  }

  private final Deps deps;
  private final Map<String, Watched> books;
  private final Teller teller;
  private final Strays strays;
  private final Reading reading;
  private final Concerned concerned;

  public DriftWatch(Deps deps) {
    this.deps = deps;
    this.books =
        deps.books().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, e -> e.getValue().since(deps.arrival())));
    this.teller =
        new Teller(
            new Teller.Desk(
                deps.approvals(), deps.findings(), deps.outbox(), deps.audit(), deps.clock()));
    this.strays = new Strays(deps.proposals(), deps.links(), deps.mirror());
    this.reading = new Reading(deps.database(), deps.effects(), deps.mirror());
    this.concerned = new Concerned(deps.database(), deps.links(), deps.mirror());
  }

  /// Whether it is an answer to a finding of the watch.
  public static boolean answers(Signal signal) {
    return signal.kind().equals(Findings.ANSWERED)
        && Arrays.stream(DriftKind.values())
            .anyMatch(kind -> kind.finding().equals(signal.body().text("kind")));
  }

  @Override
  public void handle(StoredSignal stored) {
    LedgerNews.of(stored.signal()).ifPresent(this::changed);
    if (answers(stored.signal())) {
      answered(stored.signal());
    }
  }

  /// News of a book that is not connected any more concerns nobody.
  private void changed(LedgerNews news) {
    Optional.ofNullable(books.get(news.book()))
        .ifPresent(book -> touched(book, news).forEach(invoice -> look(book, invoice)));
  }

  /// The invoices that the news may be of; other kinds are for others.
  private Collection<String> touched(Watched book, LedgerNews news) {
    return switch (news.kind()) {
      case INVOICE -> List.of(news.id());
      case PAYMENT -> concerned.byPayment(book, news.id());
      case CREDIT_NOTE -> concerned.byCreditNote(book, news.id());
      case CUSTOMER, ITEM -> List.of();
    };
  }

  private void answered(Signal signal) {
    if (signal.body().text("value").equals(Teller.RIGHT)) {
      deps.database().transact(sql -> teller.accepted(sql, signal.body().text("dedupeKey")));
    }
  }

  private void look(Watched book, String invoiceId) {
    Instant asOf = deps.database().inTransaction(deps.looks()::now);
    Optional<Link> link =
        deps.database()
            .inTransaction(sql ->
                deps.links()
                    .fromLedger(
                        sql, book.ledger().system(), book.ledger().bookId(), "invoice", invoiceId))
            .filter(l -> l.crmKind().equals("deal"));
    if (link.isPresent()) {
      made(link.get()).ifPresent(filed -> ours(book, invoiceId, filed, asOf));
    } else {
      stray(book, invoiceId, asOf);
    }
  }

  /// The proposal that made the invoice, once it is done. While anything is being done about the
  /// deal in the books the look waits: what we do ourselves is no drift.
  private Optional<Filed> made(Link link) {
    return deps.database()
        .inTransaction(sql -> {
          Optional<Filed> filed =
              deps.proposals()
                  .find(sql, link.proposalId())
                  .filter(f -> f.proposal().change() instanceof CreateInvoice);
          filed.ifPresent(f -> waitForOurs(sql, f.proposal().subject()));
          return filed.filter(f -> f.state() == ProposalState.DONE);
        });
  }

  private void waitForOurs(Sql sql, String subject) {
    deps.proposals().bySubject(sql, subject).stream()
        .filter(f -> !(f.proposal().change() instanceof Change.UpdateDealFinance))
        .filter(f -> f.state() == ProposalState.APPROVED || f.state() == ProposalState.EXECUTING)
        .findFirst()
        .ifPresent(f -> {
          throw new Fault.Transient(
                  "proposal %s is still being carried out".formatted(f.proposal().id()))
              .asException();
        });
  }

  private void ours(Watched book, String invoiceId, Filed filed, Instant asOf) {
    DriftLog.Of of = new DriftLog.Of(book.place(), invoiceId);
    Reading.Read read = reading.read(book, of, filed, deps.clock().instant());
    Seen seen = read.seen();
    deps.database()
        .transact(sql ->
            teller.tell(
                sql,
                book,
                new Teller.About(
                    of,
                    filed.proposal().subject(),
                    Optional.of(filed.proposal().id()),
                    seen.number()),
                new Teller.Found(
                    OF_OURS,
                    Comparison.of(seen),
                    asOf,
                    read.changedAt(),
                    seen.paid().getAmount(),
                    kind -> agreed(kind, seen))));
  }

  /// Nothing is news of an invoice that does not count any more but that.
  private static Optional<String> agreed(DriftKind kind, Seen seen) {
    return seen.invoice()
        .filter(Invoice::posted)
        .map(invoice ->
            switch (kind) {
              case EDITED -> "%s is again as it was approved.".formatted(seen.name());
              case CREDITED -> "%s is not credited any more.".formatted(seen.name());
              case PAID_DIFFERENTLY ->
                  "The payments of %s are in order again.".formatted(Comparison.lower(seen.name()));
              case VOIDED, DELETED -> "%s counts again.".formatted(seen.name());
              case CREATED_OUTSIDE -> "%s is a deal's own now.".formatted(seen.name());
            });
  }

  private void stray(Watched book, String invoiceId, Instant asOf) {
    DriftLog.Of of = new DriftLog.Of(book.place(), invoiceId);
    boolean known =
        deps.database()
            .inTransaction(
                sql -> !DriftLog.latest(sql, of, DriftKind.CREATED_OUTSIDE).shape().isEmpty());
    if (!known && !book.choice().tells(DriftKind.CREATED_OUTSIDE)) {
      return;
    }
    Optional<Invoice> invoice = book.ledger().invoice(invoiceId);
    deps.database().transact(sql -> compared(sql, book, of, invoice, asOf));
  }

  private void compared(
      Sql sql, Watched book, DriftLog.Of of, Optional<Invoice> invoice, Instant asOf) {
    Optional<Strays.Stray> stray = invoice.flatMap(i -> strays.of(sql, book, i));
    DriftLog.Event last = DriftLog.latest(sql, of, DriftKind.CREATED_OUTSIDE);
    if (stray.isEmpty() && last.shape().isEmpty()) {
      return;
    }
    String number = invoice.flatMap(Invoice::number).orElse(of.invoiceId());
    Teller.About about =
        stray.map(Strays.Stray::about).orElseGet(() -> strays.about(sql, of, last.shape(), number));
    teller.tell(
        sql,
        book,
        about,
        new Teller.Found(
            List.of(DriftKind.CREATED_OUTSIDE),
            stray.map(Strays.Stray::drift).stream().toList(),
            asOf,
            invoice.map(Invoice::changedAt).orElseGet(deps.clock()::instant),
            BigDecimal.ZERO,
            _ ->
                Optional.of(
                    "Invoice %s, which was entered in the books and not by Tieout, does not stand beside the deal any more."
                        .formatted(number))));
  }
}
