package io.tieout.work.invoicing;

import io.tieout.fact.crm.Account;
import io.tieout.fact.ledger.Customer;
import io.tieout.work.invoicing.Blocker.Choice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;

/// Finds whom the book bills for an account: who was billed before or chosen by a person, the
/// customer of that name, a single one very much alike; else a new one; else asks.
final class CustomerMatching {
  /// The answer that asks for a new customer.
  static final String NEW = "new";

  private static final int STRONG = 900;
  private static final int DOUBTFUL = 700;
  private static final int CORROBORATION = 50;
  private static final int MOST = 990;
  private static final int MOST_CHOICES = 20;
  private static final String GONE = " (deleted)";

  private CustomerMatching() {}

  /// Whom to bill.
  sealed interface Found {
    /// A customer the book has.
    ///
    /// @param how in words, for the card
    /// @param score in thousandths
    record Existing(Customer customer, String how, int score) implements Found {}

    /// A customer to be made.
    record Fresh(String displayName) implements Found {}
  }

  private record Scored(Customer customer, int score) {}

  /// Whom to bill, or empty after noting the question.
  static Optional<Found> match(DealReadings in, Notes notes) {
    Optional<Customer> chosen = in.known().answer(key(in)).flatMap(id -> byId(in, id));
    if (chosen.isPresent() && fits(in, chosen.get())) {
      return Optional.of(new Found.Existing(chosen.get(), "chosen by a person", Names.EQUAL));
    }
    boolean fresh = in.known().answer(key(in)).filter(NEW::equals).isPresent();
    if (fresh) {
      return Optional.of(new Found.Fresh(freeName(in)));
    }
    if (in.known().linkedCustomer().isPresent()) {
      return linked(in, in.known().linkedCustomer().get(), notes);
    }
    return byName(in, notes);
  }

  private static Optional<Found> linked(DealReadings in, String id, Notes notes) {
    Optional<Customer> customer = byId(in, id);
    if (customer.isEmpty()) {
      notes.block(
          ask(
              in,
              "linked customer is gone",
              ("Account “%s” was billed as customer %s of book “%s”, which is not there any more."
                      + " Choose whom to bill.")
                  .formatted(in.account().name(), id, in.ledger().book().name())));
      return Optional.empty();
    }
    return existing(in, customer.get(), "billed before", Names.EQUAL, notes);
  }

  private static Optional<Found> byName(DealReadings in, Notes notes) {
    Account account = in.account();
    String key = Names.key(account.name());
    List<Customer> same = having(in, c -> Names.key(c.displayName()).equals(key));
    if (same.isEmpty()) {
      same = having(in, c -> c.companyName().map(Names::key).filter(key::equals).isPresent());
    }
    List<Customer> billable = same.stream().filter(c -> fits(in, c)).toList();
    if (billable.size() == 1) {
      return existing(in, billable.getFirst(), "same name", Names.EQUAL, notes);
    }
    if (billable.size() > 1) {
      notes.block(
          ask(
              in,
              "several customers fit",
              "%d customers of book “%s” are called “%s”. Choose whom to bill."
                  .formatted(billable.size(), in.ledger().book().name(), account.name())));
      return Optional.empty();
    }
    if (!same.isEmpty()) {
      return existing(in, same.getFirst(), "same name", Names.EQUAL, notes);
    }
    return alike(in, notes);
  }

  private static Optional<Found> alike(DealReadings in, Notes notes) {
    List<Scored> near = near(in).stream().filter(s -> s.customer().active()).toList();
    List<Scored> strong =
        near.stream().filter(s -> s.score() >= STRONG && !otherForm(in, s.customer())).toList();
    if (strong.size() == 1) {
      Customer customer = strong.getFirst().customer();
      notes.remark(
          Notes.Weight.CUSTOMER,
          "Customer “%s” was found by likeness (%s): the CRM calls the account “%s”."
              .formatted(
                  customer.displayName(), percent(strong.getFirst().score()), in.account().name()));
      return existing(in, customer, "a name alike", strong.getFirst().score(), notes);
    }
    if (near.stream().anyMatch(s -> s.score() >= DOUBTFUL)) {
      notes.block(
          ask(
              in,
              "customer is doubtful",
              ("No customer of book “%s” is called “%s”, but some are called much alike. Choose"
                      + " whom to bill, or have a new customer made.")
                  .formatted(in.ledger().book().name(), in.account().name())));
      return Optional.empty();
    }
    if (in.ledger().nameHolder().isPresent()) {
      notes.block(
          ask(
              in,
              "name is taken",
              ("“%s” is the name of a %s in book “%s”, and a name may be used only once. Rename the"
                      + " %s there, or have the customer made as “%s”. %s")
                  .formatted(
                      in.account().name(),
                      in.ledger().nameHolder().get(),
                      in.ledger().book().name(),
                      in.ledger().nameHolder().get(),
                      freeName(in),
                      Blocker.LOOKED_AGAIN)));
      return Optional.empty();
    }
    return Optional.of(new Found.Fresh(freeName(in)));
  }

  /// The customer when it may be billed for this deal, else a question with the remedy.
  private static Optional<Found> existing(
      DealReadings in, Customer customer, String how, int score, Notes notes) {
    if (!customer.active()) {
      notes.block(
          ask(
              in,
              "customer is inactive",
              ("Customer “%s” of book “%s” is inactive. Make it active there, or choose whom to"
                      + " bill. %s")
                  .formatted(
                      customer.displayName(), in.ledger().book().name(), Blocker.LOOKED_AGAIN)));
      return Optional.empty();
    }
    if (!customer.takes(in.deal().currency())) {
      notes.block(
          ask(
              in,
              "customer has another currency",
              ("Customer “%s” is billed in %s for good, deal “%s” is in %s. Choose a customer in"
                      + " %s, or have one made as “%s”.")
                  .formatted(
                      customer.displayName(),
                      customer.currency().map(CurrencyUnit::getCode).orElse(""),
                      in.deal().name(),
                      in.deal().currency(),
                      in.deal().currency(),
                      freeName(in))));
      return Optional.empty();
    }
    return Optional.of(new Found.Existing(customer, how, score));
  }

  private static boolean fits(DealReadings in, Customer customer) {
    return customer.active() && customer.takes(in.deal().currency());
  }

  private static Optional<Customer> byId(DealReadings in, String id) {
    return having(in, c -> c.id().equals(id)).stream().findFirst();
  }

  private static List<Customer> having(DealReadings in, Predicate<Customer> test) {
    return in.ledger().customers().stream()
        .map(CustomerMatching::plainName)
        .filter(test)
        .sorted(Comparator.comparing(Customer::active).reversed().thenComparing(Customer::id))
        .toList();
  }

  /// Ledgers may put a word behind the name of an inactive customer; its name is what stands
  /// before.
  private static Customer plainName(Customer c) {
    if (c.active() || !c.displayName().toLowerCase(Locale.ROOT).endsWith(GONE)) {
      return c;
    }
    return new Customer(
        c.id(),
        c.displayName().substring(0, c.displayName().length() - GONE.length()),
        c.companyName(),
        c.email(),
        c.phone(),
        c.billing(),
        c.shipping(),
        c.currency(),
        c.termId(),
        c.taxable(),
        false,
        c.balance(),
        c.notes(),
        c.version(),
        c.url());
  }

  private static List<Scored> near(DealReadings in) {
    List<String> words = Names.withoutLegalForm(in.account().name());
    return in.ledger().customers().stream()
        .map(c -> new Scored(c, score(in, words, c)))
        .sorted(
            Comparator.comparingInt(Scored::score)
                .reversed()
                .thenComparing(s -> s.customer().displayName()))
        .toList();
  }

  private static int score(DealReadings in, List<String> words, Customer customer) {
    int best =
        Math.max(
            Names.alike(words, Names.withoutLegalForm(customer.displayName())),
            customer
                .companyName()
                .map(name -> Names.alike(words, Names.withoutLegalForm(name)))
                .orElse(0));
    boolean corroborated =
        in.account().billing().postalCode().isPresent()
            && in.account().billing().postalCode().equals(customer.billing().postalCode());
    return best == 0 ? 0 : Math.min(best + (corroborated ? CORROBORATION : 0), MOST);
  }

  /// Two legal forms that differ are two companies: `Acme Ltd` is not `Acme Inc`.
  private static boolean otherForm(DealReadings in, Customer customer) {
    String ours = Names.legalForm(in.account().name());
    String theirs = Names.legalForm(customer.displayName());
    return !ours.isEmpty() && !theirs.isEmpty() && !ours.equals(theirs);
  }

  /// A display name that no customer has, as far as was read, not even an inactive one: QuickBooks
  /// lets those keep their names.
  static String freeName(DealReadings in) {
    String name = VendorText.name(in.account().name());
    List<String> ways =
        List.of(
            name,
            name + " (" + in.deal().currency() + ")",
            name + " (customer)",
            name + " (" + in.account().id() + ")");
    int from = in.ledger().nameHolder().isPresent() ? 1 : 0;
    return ways.subList(from, ways.size()).stream()
        .filter(way ->
            in.ledger().customers().stream()
                .map(CustomerMatching::plainName)
                .noneMatch(c -> c.displayName().equalsIgnoreCase(way)))
        .findFirst()
        .orElse(ways.getLast());
  }

  static String key(DealReadings in) {
    return "customer:%s:%s/account/%s:%s"
        .formatted(in.ledger().name(), in.crm(), in.account().id(), in.deal().currency());
  }

  private static Blocker ask(DealReadings in, String kind, String text) {
    List<Choice> choices = new ArrayList<>();
    near(in).stream()
        .filter(s -> fits(in, s.customer()) && s.score() >= DOUBTFUL / 2)
        .limit(MOST_CHOICES)
        .forEach(s -> choices.add(new Choice(s.customer().id(), label(s.customer()))));
    choices.add(new Choice(NEW, "A new customer “%s”".formatted(freeName(in))));
    return new Blocker(
        kind, key(in), "Whom to bill for “%s”?".formatted(in.account().name()), text, choices);
  }

  private static String label(Customer customer) {
    return "%s (no. %s)".formatted(customer.displayName(), customer.id());
  }

  /// Thousandths as `0.95`.
  static String percent(int score) {
    return BigDecimal.valueOf(score, 3).stripTrailingZeros().toPlainString();
  }
}
