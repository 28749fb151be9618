package io.tieout.work.rollout;

import io.tieout.engine.db.Database;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.shadow.ShadowCase;
import io.tieout.engine.shadow.ShadowCases;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.fault.FaultException;
import io.tieout.work.invoicing.Rehearsal;
import io.tieout.work.invoicing.Rehearsal.Rehearsed;
import io.tieout.work.invoicing.Rehearsal.Result;
import io.tieout.work.rollout.ShadowReport.Assumptions;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes shadow reports: reads the won deals and the invoices of a period, works out what would
/// have been done, or takes what was kept, and compares. Reads only.
public final class ShadowReporting {
  private static final int TOLD_EVERY = 25;

  private final Deps deps;

  /// What reports are made from.
  ///
  /// @param crms by their names
  /// @param books by their ids
  public record Deps(
      Database database,
      Map<String, Crm> crms,
      Map<String, Ledger> books,
      Rehearsal rehearsal,
      Links links,
      InstantSource clock,
      ZoneId zone) {
    public Deps {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  /// What is asked for.
  ///
  /// @param to the last day, itself included
  public record Wanted(Scope scope, LocalDate from, LocalDate to, Assumptions assumptions) {
    public Wanted {
      if (scope.workflow() != Workflow.INVOICING) {
        throw new IllegalArgumentException(
            "a shadow report compares invoices: --workflow invoicing");
      }
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("from %s to %s: from must be first".formatted(from, to));
      }
    }
  }

  public ShadowReporting(Deps deps) {
    this.deps = deps;
  }

  /// Makes a report.
  ///
  /// @param progress told how far it is, in sentences
  public ShadowReport report(Wanted wanted, Consumer<String> progress) {
    List<Matching.Sought> deals = deals(wanted, progress);
    Map<String, List<Invoice>> books = new LinkedHashMap<>();
    deps.books()
        .forEach((id, ledger) -> {
          if (wanted.scope().book().map(id::equals).orElse(true)) {
            progress.accept("reading the invoices of " + ledger.place());
            books.put(ledger.place(), invoices(ledger));
          }
        });
    Matching matching = new Matching(books);
    Map<String, Matching.Found> found = matching.find(deals);
    Judging judging = new Judging(LocalDate.ofInstant(deps.clock().instant(), deps.zone()));
    List<ReportCase> cases = new ArrayList<>();
    for (Matching.Sought deal : deals) {
      cases.add(judging.judge(deal, Optional.ofNullable(found.get(deal.deal().id()))));
    }
    if (wanted.scope().productLine().isEmpty() && wanted.scope().region().isEmpty()) {
      books
          .keySet()
          .forEach(place ->
              matching.left(place, i -> within(wanted, i.issued())).stream()
                  .map(Judging::extra)
                  .forEach(cases::add));
    }
    return new ShadowReport(
        wanted.scope(),
        wanted.from(),
        wanted.to(),
        deps.clock().instant(),
        wanted.assumptions(),
        cases);
  }

  private static boolean within(Wanted wanted, LocalDate day) {
    return !day.isBefore(wanted.from()) && !day.isAfter(wanted.to());
  }

  private List<Matching.Sought> deals(Wanted wanted, Consumer<String> progress) {
    List<Matching.Sought> sought = new ArrayList<>();
    deps.crms()
        .forEach((name, crm) -> {
          progress.accept("reading the deals of " + name);
          List<Deal> won =
              pages(crm).stream()
                  .filter(d -> d.won() && d.closed() && within(wanted, d.closeDate()))
                  .toList();
          for (int i = 0; i < won.size(); i++) {
            if (i % TOLD_EVERY == 0) {
              progress.accept("%s: working out deal %d of %d".formatted(name, i + 1, won.size()));
            }
            sought(name, won.get(i), wanted.scope()).ifPresent(sought::add);
          }
        });
    return sought;
  }

  /// Empty where the deal belongs to another scope.
  private Optional<Matching.Sought> sought(String crm, Deal deal, Scope scope) {
    Rehearsed rehearsed;
    try {
      rehearsed = deps.rehearsal().of(crm, deal);
    } catch (FaultException e) {
      return Optional.of(
          new Matching.Sought(
              "",
              deal,
              deal.accountId(),
              new Result.Asking(List.of(e.fault().message())),
              Optional.empty()));
    }
    if (!scope.holds(rehearsed.facts())) {
      return Optional.empty();
    }
    String place = rehearsed.book().map(deps.books()::get).map(Ledger::place).orElse("");
    return Optional.of(
        new Matching.Sought(
            place,
            deal,
            rehearsed.account(),
            kept(crm, deal).orElse(rehearsed.result()),
            rehearsed.book().flatMap(book -> linked(crm, deal, book))));
  }

  /// What was worked out when the deal was won counts more than what would be now.
  private Optional<Result> kept(String crm, Deal deal) {
    return deps.database()
        .inTransaction(
            sql -> ShadowCases.newest(sql, Workflow.INVOICING, crm + "/deal/" + deal.id()))
        .flatMap(seen ->
            switch (seen.would()) {
              case ShadowCase.Would.Propose(Proposal proposal, var _)
                  when proposal.change() instanceof CreateInvoice ->
                  Optional.of(new Result.Ready(proposal));
              case ShadowCase.Would.Propose _ -> Optional.empty();
              case ShadowCase.Would.Ask(List<String> because, var _) ->
                  Optional.of(new Result.Asking(because));
            });
  }

  private Optional<String> linked(String crm, Deal deal, String book) {
    return deps.database()
        .inTransaction(sql ->
            deps.links()
                .inBook(sql, new Links.CrmRecordId(crm, "deal", deal.id()), "invoice", book))
        .map(Link::ledgerId);
  }

  private static List<Deal> pages(Crm crm) {
    List<Deal> deals = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      CrmPage page = crm.page(CrmKind.DEAL, after);
      page.records().stream().map(Deal.class::cast).forEach(deals::add);
      after = page.next();
    } while (after.isPresent());
    return deals;
  }

  private static List<Invoice> invoices(Ledger ledger) {
    List<Invoice> invoices = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      LedgerPage page = ledger.page(LedgerKind.INVOICE, after);
      page.records().stream().map(Invoice.class::cast).forEach(invoices::add);
      after = page.next();
    } while (after.isPresent());
    return invoices;
  }

  /// Concludes from one deal and what was found of it. Pure.
  private record Judging(LocalDate today) {
    private static final int TOO_SOON_DAYS = 7;

    ReportCase judge(Matching.Sought sought, Optional<Matching.Found> found) {
      Optional<InvoiceDraft> would =
          sought.would() instanceof Result.Ready(Proposal p)
                  && p.change() instanceof CreateInvoice invoice
              ? Optional.of(invoice.invoice())
              : Optional.empty();
      List<Difference> differences =
          sought.would() instanceof Result.Ready(Proposal p)
                  && p.change() instanceof CreateInvoice invoice
              ? found.map(f -> Comparing.of(invoice, f.invoice())).orElse(List.of())
              : List.of();
      return new ReportCase(
          sought.deal().id(),
          sought.deal().name(),
          sought.account(),
          Optional.of(sought.deal().closeDate()),
          verdict(sought, found, differences),
          differences,
          would.map(InvoiceDraft::net),
          found.map(f -> did(f, would)),
          because(sought.would()));
    }

    private Verdict verdict(
        Matching.Sought sought, Optional<Matching.Found> found, List<Difference> differences) {
      boolean lately = sought.deal().closeDate().isAfter(today.minusDays(TOO_SOON_DAYS));
      return switch (sought.would()) {
        case Result.Nothing _ -> found.isPresent() ? Verdict.AMOUNT : Verdict.SAME;
        case Result.Ready _, Result.Asking _ when found.isEmpty() && lately -> Verdict.TOO_SOON;
        case Result.Asking _ -> Verdict.NOT_DRAFTED;
        case Result.Ready _ when found.isEmpty() -> Verdict.MISSING_IN_BOOKS;
        case Result.Ready _ ->
            differences.stream().map(Difference::verdict).sorted().findFirst().orElse(Verdict.SAME);
      };
    }

    private static List<String> because(Result would) {
      return switch (would) {
        case Result.Ready _ -> List.of();
        case Result.Asking(List<String> because) -> because;
        case Result.Nothing(String why) -> List.of(why);
      };
    }

    private static ReportCase.Did did(Matching.Found found, Optional<InvoiceDraft> would) {
      boolean withTax = would.filter(w -> w.pricing() == InvoiceDraft.Pricing.WITH_TAX).isPresent();
      Invoice invoice = found.invoice();
      return new ReportCase.Did(
          invoice.number().orElse(invoice.id()),
          invoice.issued(),
          withTax ? invoice.total() : invoice.net(),
          invoice.url(),
          found.how());
    }

    static ReportCase extra(Invoice invoice) {
      return new ReportCase(
          "",
          "",
          invoice.customerName(),
          Optional.empty(),
          Verdict.EXTRA_IN_BOOKS,
          List.of(),
          Optional.empty(),
          Optional.of(did(new Matching.Found(invoice, "in the book"), Optional.empty())),
          List.of());
    }
  }
}
