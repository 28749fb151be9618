package io.tieout.door.assistant;

import io.tieout.door.assistant.CompanyFacts.CustomerFact;
import io.tieout.door.assistant.CompanyFacts.DealFact;
import io.tieout.door.assistant.CompanyFacts.InvoiceFact;
import io.tieout.door.assistant.CompanyFacts.PaymentFact;
import io.tieout.door.assistant.CompanyFacts.ProposalFact;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.SystemName;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Puts facts into sentences. Times are shown in the book's time zone.
final class Says {
  private final DateTimeFormatter clockTime;

  Says(ZoneId zone) {
    this.clockTime = DateTimeFormatter.ofPattern("MMM d, HH:mm zzz", Locale.ENGLISH).withZone(zone);
  }

  String time(Instant at) {
    return clockTime.format(at);
  }

  String deal(DealFact deal) {
    return "**%s** (%s) is %s, %s, close date %s."
        .formatted(
            deal.name(),
            deal.accountName(),
            deal.stage(),
            deal.amount().map(Amounts::text).orElse("without an amount"),
            deal.closeDate());
  }

  String notInvoiced(DealFact deal, Optional<ProposalFact> proposal) {
    String amount = deal.amount().map(a -> " of " + Amounts.text(a)).orElse("");
    return proposal
        .map(p ->
            "The invoice%s for **%s** is %s%s. Proposal %s, since %s."
                .formatted(
                    amount,
                    deal.name(),
                    p.state(),
                    p.detail().isEmpty() ? "" : ": " + p.detail(),
                    p.proposalId(),
                    time(p.since())))
        .orElseGet(() ->
            deal.won()
                ? "**%s** is won but has no invoice yet, and no proposal is open. Say “propose an invoice for %s” to have one drafted."
                    .formatted(deal.name(), deal.name())
                : "**%s** has no invoice: the deal is not won yet (stage %s, close date %s)."
                    .formatted(deal.name(), deal.stage(), deal.closeDate()));
  }

  String invoiceOfDeal(InvoiceFact invoice, DealFact deal, LocalDate today) {
    return invoice(invoice, today) + " It bills the deal **" + deal.name() + "**.";
  }

  String invoice(InvoiceFact invoice, LocalDate today) {
    return "Invoice **%s** to %s over %s is %s (issued %s, due %s)."
        .formatted(
            invoice.number(),
            invoice.customerName(),
            Amounts.text(invoice.total()),
            state(invoice, today),
            invoice.issued(),
            invoice.due());
  }

  String state(InvoiceFact invoice, LocalDate today) {
    switch (invoice.status()) {
      case VOIDED -> {
        return "voided";
      }
      case DRAFT -> {
        return "a draft that is not posted";
      }
      case POSTED -> {}
    }
    if (invoice.balance().isZero()) {
      return "paid in full";
    }
    String open =
        invoice.balance().isEqual(invoice.total())
            ? "unpaid"
            : "partly paid, %s open".formatted(Amounts.text(invoice.balance()));
    long late = ChronoUnit.DAYS.between(invoice.due(), today);
    return late > 0 ? "%s and %s overdue".formatted(open, days(late)) : open;
  }

  String owes(CustomerFact customer) {
    return customer.balance().isZero()
        ? "**%s** owes nothing".formatted(customer.name())
        : "**%s** owes %s".formatted(customer.name(), Amounts.text(customer.balance()));
  }

  String overdue(List<InvoiceFact> open, LocalDate today) {
    Map<CurrencyUnit, Money> late = new TreeMap<>();
    open.stream()
        .filter(invoice -> invoice.due().isBefore(today))
        .forEach(invoice ->
            late.merge(invoice.balance().getCurrencyUnit(), invoice.balance(), Money::plus));
    return late.isEmpty()
        ? ""
        : late.values().stream()
            .map(Amounts::text)
            .collect(Collectors.joining(" and ", ", of which ", " is overdue"));
  }

  Part table(List<InvoiceFact> invoices, LocalDate today) {
    return new Part.Table(
        List.of("Invoice", "Issued", "Due", "Total", "Open", "State"),
        invoices.stream()
            .map(i ->
                List.of(
                    i.number(),
                    i.issued().toString(),
                    i.due().toString(),
                    Amounts.text(i.total()),
                    Amounts.text(i.balance()),
                    state(i, today)))
            .toList());
  }

  Part payments(List<PaymentFact> payments) {
    return new Part.Table(
        List.of("Date", "Amount", "Reference", "For invoices"),
        payments.stream()
            .map(p ->
                List.of(
                    p.date().toString(),
                    Amounts.text(p.total()),
                    p.reference().orElse("none"),
                    p.settled().stream()
                        .map(s -> s.invoiceNumber() + " (" + Amounts.text(s.amount()) + ")")
                        .collect(Collectors.joining(", "))))
            .toList());
  }

  String source(DealFact deal) {
    return source(deal.system(), "deal “" + deal.name() + "”", deal.asOf());
  }

  String source(CustomerFact customer) {
    return source(customer.system(), "customer “" + customer.name() + "”", customer.asOf());
  }

  String source(InvoiceFact invoice) {
    return source(invoice.system(), "invoice " + invoice.number(), invoice.asOf());
  }

  private String source(String system, String what, Instant asOf) {
    return "%s %s, as of %s".formatted(SystemName.spoken(system), what, time(asOf));
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
