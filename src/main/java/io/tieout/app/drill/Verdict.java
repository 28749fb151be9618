package io.tieout.app.drill;

import io.tieout.app.sandbox.Vendors;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.sandbox.quickbooks.RequestLog;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of a drill. What was made is read from the stand-ins' own records, what ended from
/// Tieout's tables.
///
/// @param approved deals whose approval Slack was told is taken
/// @param invoices the books' records of writes that made an invoice
/// @param replays writes that QuickBooks answered from its memory of request ids: sent again under
///   the same key, and nothing done
/// @param deaths attempts at a signal that ended with their worker
/// @param problems everything lost, double or left over, one sentence each
public record Verdict(
    int won,
    int approved,
    int invoices,
    int paid,
    long signals,
    long replays,
    long deaths,
    List<String> problems) {
  private static final Duration CHAINED_WITHIN = Duration.ofSeconds(30);
  private static final int CHAINED = 1_000_000;
  private static final Duration QUIET_WITHIN = Duration.ofMinutes(2);
  private static final String WAITING =
      """
      select (select count(*) from signal_work where state in ('waiting', 'working'))
           + (select count(*) from notice_outbox where state in ('waiting', 'sending'))
           + (select count(*) from effect_lease where due_at is not null) as n
      """;

  public Verdict {
    problems = List.copyOf(problems);
  }

  public boolean holds() {
    return problems.isEmpty();
  }

  /// Waits until nothing is under way any more, then looks.
  static Verdict of(Site site, Desk desk) {
    boolean quiet = quiet(site);
    List<String> problems = new ArrayList<>();
    if (!quiet) {
      problems.add("signals, notices or proposals are left over");
    }
    Vendors vendors = site.vendors();
    List<InvoiceView> invoices = vendors.quickbooks().invoices();
    for (Desk.Case one : desk.cases()) {
      new Looking(vendors, one, problems).look(invoices);
    }
    List<RequestLog.Written> log = vendors.quickbooks().requestLog().all();
    try (Database database = Database.open(site.database())) {
      leftOver(database, problems);
      chain(database, vendors, problems);
      return new Verdict(
          desk.cases().size(),
          (int) desk.cases().stream().filter(c -> c.approved).count(),
          vendors.quickbooks().requestLog().done("Invoice").size(),
          (int) desk.cases().stream().filter(c -> c.paid.isPresent()).count(),
          count(database, "select count(*) as n from signal"),
          log.stream().filter(RequestLog.Written::replayed).count(),
          count(database, "select count(*) as n from signal_attempt where outcome = 'worker died'"),
          problems);
    }
  }

  /// Whether there was a moment when nothing waited; later sweeps may bring more.
  private static boolean quiet(Site site) {
    long end = System.nanoTime() + QUIET_WITHIN.toNanos();
    try (Database database = Database.open(site.database())) {
      while (count(database, WAITING) > 0) {
        if (System.nanoTime() > end) {
          return false;
        }
        KillDrill.pause(Desk.LOOK);
      }
      return true;
    }
  }

  /// What was given up, each with why.
  private static void leftOver(Database database, List<String> problems) {
    problems.addAll(
        database.inTransaction((Sql sql) ->
            sql.ask(
                    """
                    select 'signal ' || s.id || ' (' || s.kind || ' of ' || s.subject
                           || ') is set aside after ' || w.attempts || ' attempts: '
                           || coalesce((select a.message from signal_attempt a where a.signal = s.id
                                         order by a.attempt desc limit 1), '') as text
                      from signal s join signal_work w on w.signal = s.id
                     where w.state = 'set aside'
                    union all
                    select 'notice ' || id || ' was not told: ' || coalesce(message, '')
                      from notice_outbox where state = 'set aside'
                    """)
                .list(row -> row.text("text"))));
  }

  static long count(Database database, String statement) {
    return database.inTransaction((Sql sql) -> sql.ask(statement).one(row -> row.number("n")));
  }

  private static void chain(Database database, Vendors vendors, List<String> problems) {
    AuditChain chain = new AuditChain(database, vendors.clock());
    long end = System.nanoTime() + CHAINED_WITHIN.toNanos();
    chain.sequence(CHAINED);
    while (chain.unchained() > 0 && System.nanoTime() < end) {
      // A transaction that is under way holds what comes after it.
      KillDrill.pause(Desk.LOOK);
      chain.sequence(CHAINED);
    }
    Verification found = chain.verify();
    if (!(found instanceof Verification.Intact) || chain.unchained() > 0) {
      problems.add(
          "the audit chain does not hold: %s, %d entries not chained"
              .formatted(found, chain.unchained()));
    }
  }

  /// Looks at one sale.
  private record Looking(Vendors vendors, Desk.Case one, List<String> problems) {
    void look(List<InvoiceView> all) {
      Sale sale = one.sale;
      List<InvoiceView> invoices =
          all.stream().filter(i -> i.customer().equals(sale.company())).toList();
      if (!one.done) {
        problem(
            "is not done (approved %s, posted %s, paid %s)"
                .formatted(one.approved, one.posted, one.paid));
      }
      exactly("invoices", invoices.size(), one.approved ? 1 : 0);
      if (!one.approved || invoices.size() != 1) {
        return;
      }
      exactly("customers", documents("Customer", "DisplayName", sale.company()), 1);
      exactly("activities", vendors.salesforce().related("Task", "WhatId", sale.deal()).size(), 1);
      if (sale.quoted()) {
        exactly("attachments", attachments(invoices.getFirst().id()), 1);
      }
      told(invoices.getFirst());
    }

    private void told(InvoiceView invoice) {
      Json.Obj deal = vendors.salesforce().record("Opportunity", one.sale.deal()).orElseThrow();
      equal(
          "number",
          deal.optText("Tieout_Invoice_Number__c").orElse(""),
          invoice.number().orElse(""));
      equal(
          "payment",
          deal.optText("Tieout_Payment_Status__c").orElse(""),
          one.paid.isPresent() ? "Paid" : "Unpaid");
      if (deal.decimal("Tieout_Invoice_Amount__c").compareTo(invoice.total().getAmount()) != 0
          || deal.decimal("Amount").compareTo(invoice.total().getAmount()) != 0) {
        problem("its amount is not that of its invoice, " + invoice.total());
      }
    }

    private int documents(String entity, String field, String value) {
      return (int)
          vendors.quickbooks().documents(entity).stream()
              .filter(d -> d.optText(field).equals(Optional.of(value)))
              .count();
    }

    private int attachments(String invoice) {
      return (int)
          vendors.quickbooks().documents("Attachable").stream()
              .flatMap(a -> a.objects("AttachableRef").stream())
              .filter(ref -> ref.obj("EntityRef").text("value").equals(invoice))
              .count();
    }

    private void exactly(String what, int found, int expected) {
      if (found != expected) {
        problem("has %d %s instead of %d".formatted(found, what, expected));
      }
    }

    private void equal(String what, String found, String expected) {
      if (!found.equals(expected)) {
        problem("tells %s '%s' instead of '%s'".formatted(what, found, expected));
      }
    }

    private void problem(String what) {
      problems.add("%s (deal %d) %s".formatted(one.sale.word(), one.sale.number(), what));
    }
  }
}
