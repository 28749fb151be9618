package io.tieout.door.assistant;

import io.tieout.fact.ledger.Invoice;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A handful of facts to ask about.
public class TinyCompany implements CompanyFacts {
  static final Instant AS_OF = Instant.parse("2026-11-20T14:30:00Z");

  private final List<DealFact> deals =
      List.of(
          deal("006A", "Acme – Platform renewal 2027", "Acme Corporation", true),
          deal("006B", "Globex expansion", "Globex GmbH", false),
          deal("006C", "Globex pilot", "Globex GmbH", false),
          deal("006D", "Initech onboarding", "Initech LLC", true));
  private final List<CustomerFact> customers =
      List.of(customer("1", "Acme Corporation", "1200.00"), customer("2", "Globex GmbH", "0.00"));
  private final List<InvoiceFact> invoices =
      List.of(
          invoice("10", "1042", LocalDate.of(2026, 11, 1), "1200.00", "1200.00"),
          invoice("11", "1017", LocalDate.of(2026, 9, 1), "800.00", "0.00"));

  @Override
  public List<DealFact> deals(String words) {
    return deals.stream()
        .filter(d -> contains(d.name(), words) || contains(d.accountName(), words))
        .toList();
  }

  @Override
  public List<CustomerFact> customers(String words) {
    return customers.stream().filter(c -> contains(c.name(), words)).toList();
  }

  @Override
  public Optional<InvoiceFact> invoiceNumbered(String number) {
    return invoices.stream().filter(i -> i.number().equals(number)).findFirst();
  }

  @Override
  public List<InvoiceFact> invoicesOfDeal(String crm, String dealId) {
    return dealId.equals("006A") ? List.of(invoices.getFirst()) : List.of();
  }

  @Override
  public List<InvoiceFact> invoicesOfCustomer(String book, String customerId) {
    return customerId.equals("1") ? invoices : List.of();
  }

  @Override
  public List<PaymentFact> paymentsOfCustomer(String book, String customerId) {
    return customerId.equals("1")
        ? List.of(
            new PaymentFact(
                "20",
                LocalDate.of(2026, 9, 20),
                Amounts.exact("USD", "800.00"),
                Optional.of("wire 7"),
                List.of(new PaymentFact.Settled("11", "1017", Amounts.exact("USD", "800.00"))),
                AS_OF))
        : List.of();
  }

  @Override
  public List<WaitingFact> waiting() {
    return List.of(
        new WaitingFact(
            "P-1",
            "Initech onboarding",
            "Initech LLC",
            Amounts.exact("USD", "5000.00"),
            "controller",
            List.of("Caro"),
            AS_OF,
            AS_OF.plusSeconds(86_400)));
  }

  @Override
  public Optional<ProposalFact> proposalOf(String crm, String dealId) {
    return dealId.equals("006D")
        ? Optional.of(new ProposalFact("P-1", "waiting for approval", "Caro may approve it", AS_OF))
        : Optional.empty();
  }

  @Override
  public List<String> people(List<String> phrases) {
    return phrases.stream().filter("pia moreno"::equalsIgnoreCase).toList();
  }

  private static boolean contains(String name, String words) {
    return name.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  private static DealFact deal(String id, String name, String account, boolean won) {
    return new DealFact(
        id,
        name,
        account,
        Optional.of(Amounts.exact("USD", "1200.00")),
        won ? "Closed Won" : "Negotiation/Review",
        won,
        LocalDate.of(2026, 11, 1),
        "https://crm.example/" + id,
        "salesforce",
        1,
        AS_OF);
  }

  private static CustomerFact customer(String id, String name, String balance) {
    return new CustomerFact(
        id,
        name,
        Amounts.exact("USD", balance),
        "https://books.example/c" + id,
        "quickbooks/main",
        1,
        AS_OF);
  }

  private static InvoiceFact invoice(
      String id, String number, LocalDate issued, String total, String balance) {
    return new InvoiceFact(
        id,
        number,
        "1",
        "Acme Corporation",
        issued,
        issued.plusDays(15),
        Amounts.exact("USD", total),
        Amounts.exact("USD", balance),
        Invoice.Status.POSTED,
        "https://books.example/i" + id,
        "quickbooks/main",
        AS_OF);
  }
}
