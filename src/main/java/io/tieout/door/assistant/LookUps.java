package io.tieout.door.assistant;

import io.tieout.door.assistant.CompanyFacts.CustomerFact;
import io.tieout.door.assistant.CompanyFacts.DealFact;
import io.tieout.door.assistant.CompanyFacts.InvoiceFact;
import io.tieout.door.assistant.CompanyFacts.PaymentFact;
import io.tieout.door.assistant.CompanyFacts.ProposalFact;
import io.tieout.door.assistant.CompanyFacts.WaitingFact;
import io.tieout.door.assistant.ToolCode.Outcome;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The reading tools.
final class LookUps {
  private static final int MOST_ROWS = 10;

  private final CompanyFacts facts;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Says says;

  LookUps(CompanyFacts facts, InstantSource clock, ZoneId zone) {
    this.facts = facts;
    this.clock = clock;
    this.zone = zone;
    this.says = new Says(zone);
  }

  Outcome findDeal(Member asker, Json.Obj arguments) {
    String words = arguments.text("words");
    List<DealFact> deals = facts.deals(words);
    if (deals.isEmpty()) {
      return nothing("deal", words);
    }
    List<DealFact> shown = deals.stream().limit(MOST_ROWS).toList();
    String say =
        deals.size() == 1
            ? says.deal(deals.getFirst())
            : "%d deals match “%s”%s:"
                .formatted(deals.size(), words, more(deals.size(), shown.size()));
    List<Part> show = new ArrayList<>();
    if (deals.size() > 1) {
      show.add(
          new Part.Table(
              List.of("Deal", "Account", "Amount", "Stage", "Close date"),
              shown.stream()
                  .map(d ->
                      List.of(
                          d.name(),
                          d.accountName(),
                          d.amount().map(Amounts::text).orElse("none"),
                          d.stage(),
                          d.closeDate().toString()))
                  .toList()));
    }
    shown.stream()
        .limit(1)
        .filter(_ -> deals.size() == 1)
        .forEach(d -> show.add(new Part.Link("Open the deal", d.url())));
    return new Outcome(say, names(shown), show, List.of(says.source(shown.getFirst())));
  }

  Outcome invoiceStatus(Member asker, Json.Obj arguments) {
    String words = arguments.text("words");
    Optional<InvoiceFact> numbered = facts.invoiceNumbered(number(words));
    if (numbered.isPresent()) {
      return invoices(numbered.get().customerName(), List.of(numbered.get()));
    }
    List<DealFact> deals = best(facts.deals(words), DealFact::score);
    List<CustomerFact> customers = best(facts.customers(words), CustomerFact::score);
    List<DealFact> telling = deals.stream().filter(this::hasStory).toList();
    List<DealFact> candidates = telling.isEmpty() ? deals : telling;
    if (candidates.size() > 1) {
      return which("deal", words, candidates.stream().map(DealFact::name).toList());
    }
    if (candidates.size() == 1) {
      return dealInvoice(candidates.getFirst());
    }
    if (customers.size() == 1) {
      CustomerFact customer = customers.getFirst();
      return invoices(customer.name(), facts.invoicesOfCustomer(customer.system(), customer.id()));
    }
    return customers.isEmpty()
        ? nothing("deal, customer or invoice", words)
        : which("customer", words, customers.stream().map(CustomerFact::name).toList());
  }

  Outcome paymentLookup(Member asker, Json.Obj arguments) {
    String words = arguments.text("words");
    Optional<InvoiceFact> numbered = facts.invoiceNumbered(number(words));
    if (numbered.isPresent()) {
      InvoiceFact invoice = numbered.get();
      List<PaymentFact> settling =
          facts.paymentsOfCustomer(invoice.system(), invoice.customerId()).stream()
              .filter(p -> p.settled().stream().anyMatch(s -> s.invoiceId().equals(invoice.id())))
              .toList();
      return payments(says.invoice(invoice, today()), settling, List.of(says.source(invoice)));
    }
    return forOneCustomer(words, this::customerPayments);
  }

  Outcome customerBalance(Member asker, Json.Obj arguments) {
    return forOneCustomer(arguments.text("words"), this::balance);
  }

  Outcome waitingApprovals(Member asker, Json.Obj arguments) {
    List<WaitingFact> waiting = facts.waiting();
    if (waiting.isEmpty()) {
      return Outcome.said("Nothing is waiting for approval.");
    }
    List<WaitingFact> shown = waiting.stream().limit(MOST_ROWS).toList();
    Part table =
        new Part.Table(
            List.of("Deal", "Customer", "Amount", "Waits for", "Since", "Until"),
            shown.stream()
                .map(w ->
                    List.of(
                        w.dealName(),
                        w.customerName(),
                        Amounts.text(w.amount()),
                        w.who().isEmpty() ? w.role() : String.join(" or ", w.who()),
                        says.time(w.since()),
                        says.time(w.deadline())))
                .toList());
    return new Outcome(
        waiting.size() == 1
            ? "One proposal is waiting for approval:"
            : "%d proposals are waiting for approval%s:"
                .formatted(waiting.size(), more(waiting.size(), shown.size())),
        Json.object().put("waiting", waiting.size()).build(),
        List.of(table),
        List.of("Tieout's approvals, as of " + says.time(clock.instant())));
  }

  private Outcome dealInvoice(DealFact deal) {
    List<InvoiceFact> invoices = facts.invoicesOfDeal(deal.system(), deal.id());
    Optional<ProposalFact> proposal = facts.proposalOf(deal.system(), deal.id());
    List<Part> show = new ArrayList<>();
    List<String> sources = new ArrayList<>(List.of(says.source(deal)));
    StringBuilder say = new StringBuilder();
    if (invoices.isEmpty()) {
      say.append(says.notInvoiced(deal, proposal));
    } else {
      for (InvoiceFact invoice : invoices) {
        say.append(says.invoiceOfDeal(invoice, deal, today())).append(' ');
        show.add(new Part.Link("Open invoice " + invoice.number(), invoice.url()));
        sources.add(says.source(invoice));
      }
    }
    show.add(new Part.Link("Open the deal", deal.url()));
    return new Outcome(say.toString().strip(), names(List.of(deal)), show, sources);
  }

  private Outcome invoices(String customer, List<InvoiceFact> invoices) {
    if (invoices.isEmpty()) {
      return Outcome.said("%s has no invoice in our copy of the books.".formatted(customer));
    }
    if (invoices.size() == 1) {
      InvoiceFact only = invoices.getFirst();
      return new Outcome(
          says.invoice(only, today()),
          Json.object().put("invoice", only.number()).build(),
          List.of(new Part.Link("Open invoice " + only.number(), only.url())),
          List.of(says.source(only)));
    }
    List<InvoiceFact> shown = invoices.stream().limit(MOST_ROWS).toList();
    return new Outcome(
        "%s has %d invoices%s:"
            .formatted(customer, invoices.size(), more(invoices.size(), shown.size())),
        Json.object().put("invoices", invoices.size()).build(),
        List.of(says.table(shown, today())),
        List.of(says.source(shown.getFirst())));
  }

  private Outcome customerPayments(CustomerFact customer) {
    return payments(
        "",
        facts.paymentsOfCustomer(customer.system(), customer.id()),
        List.of(says.source(customer)),
        customer);
  }

  private Outcome payments(
      String before, List<PaymentFact> payments, List<String> sources, CustomerFact customer) {
    return payments.isEmpty()
        ? Outcome.said(
            "No payment of %s is in our copy of the books; %s."
                .formatted(customer.name(), says.owes(customer)))
        : payments(
            "%s%s has paid %d time(s); %s."
                .formatted(before, customer.name(), payments.size(), says.owes(customer)),
            payments,
            sources);
  }

  private Outcome payments(String say, List<PaymentFact> payments, List<String> sources) {
    List<PaymentFact> shown = payments.stream().limit(MOST_ROWS).toList();
    List<Part> show = shown.isEmpty() ? List.of() : List.of(says.payments(shown));
    return new Outcome(say, Json.object().put("payments", payments.size()).build(), show, sources);
  }

  private Outcome balance(CustomerFact customer) {
    List<InvoiceFact> open =
        facts.invoicesOfCustomer(customer.system(), customer.id()).stream()
            .filter(invoice -> invoice.balance().isPositive())
            .toList();
    String overdue = says.overdue(open, today());
    List<Part> show =
        open.isEmpty()
            ? List.of(new Part.Link("Open the customer", customer.url()))
            : List.of(
                says.table(open.stream().limit(MOST_ROWS).toList(), today()),
                new Part.Link("Open the customer", customer.url()));
    String say = says.owes(customer);
    return new Outcome(
        Character.toUpperCase(say.charAt(0)) + say.substring(1) + overdue + ".",
        Json.object()
            .put("customer", customer.name())
            .put("balance", Amounts.text(customer.balance()))
            .build(),
        show,
        List.of(says.source(customer)));
  }

  private Outcome forOneCustomer(
      String words, java.util.function.Function<CustomerFact, Outcome> then) {
    List<CustomerFact> customers = best(facts.customers(words), CustomerFact::score);
    return switch (customers.size()) {
      case 0 -> nothing("customer", words);
      case 1 -> then.apply(customers.getFirst());
      default -> which("customer", words, customers.stream().map(CustomerFact::name).toList());
    };
  }

  private boolean hasStory(DealFact deal) {
    return deal.won()
        || facts.proposalOf(deal.system(), deal.id()).isPresent()
        || !facts.invoicesOfDeal(deal.system(), deal.id()).isEmpty();
  }

  /// Those as good as the best: when one name fits clearly, likenesses are not offered.
  private static <T> List<T> best(List<T> found, java.util.function.ToIntFunction<T> score) {
    int top = found.stream().mapToInt(score).max().orElse(0);
    return found.stream().filter(f -> score.applyAsInt(f) == top).toList();
  }

  private static Outcome which(String kind, String words, List<String> names) {
    return new Outcome(
        "Several %ss match “%s”.".formatted(kind, words),
        Json.object().put("candidates", Json.texts(names)).build(),
        List.of(
            new Part.Choices(
                "Which one do you mean?", names.stream().distinct().limit(MOST_ROWS).toList())),
        List.of());
  }

  private static Outcome nothing(String kind, String words) {
    return Outcome.said(
        words.equals("?")
            ? "Which %s do you mean? A name or a part of it is enough.".formatted(kind)
            : "I know no %s by “%s”. A part of the name as it stands in the CRM or the books is enough."
                .formatted(kind, words));
  }

  private static Json.Obj names(List<DealFact> deals) {
    return Json.object()
        .put("deals", Json.texts(deals.stream().map(DealFact::name).toList()))
        .build();
  }

  private static String more(int all, int shown) {
    return all > shown ? ", the first %d".formatted(shown) : "";
  }

  private static String number(String words) {
    return words.replaceFirst("(?i)^(?:#|inv-?|invoice\\s*)+", "").strip();
  }

  private LocalDate today() {
    Instant now = clock.instant();
    return now.atZone(zone).toLocalDate();
  }
}
