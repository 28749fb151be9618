package io.tieout.work.invoicing;

import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.party.Address;
import io.tieout.fact.party.Countries;
import io.tieout.work.invoicing.Blocker.Choice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses the tax code of each line by the book's regime. Computes no tax where the book does.
final class TaxChoice {
  private static final String TAXED = "TAX";
  private static final String UNTAXED = "NON";

  /// Words in the names of codes that are for purchases or for trades with rules of their own.
  private static final Set<String> SPECIAL =
      Set.of(
          "rc",
          "reverse",
          "ec",
          "ecg",
          "ecs",
          "eu",
          "import",
          "imports",
          "postponed",
          "pva",
          "purchase",
          "purchases",
          "input",
          "acquisition",
          "capital",
          "cis",
          "margin",
          "adjustment");

  private static final List<Set<String>> EXPORT_WORDS =
      List.of(Set.of("export", "exports"), Set.of("zero", "z"), Set.of("scope", "no", "novat"));
  private static final List<Set<String>> EXEMPT_WORDS =
      List.of(Set.of("exempt", "free"), Set.of("zero", "z"), Set.of("no", "scope"));

  /// What kind of sale a tax code is for.
  private enum Purpose {
    DOMESTIC,
    EXPORT,
    EXEMPT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final DealReadings in;
  private final Optional<Customer> customer;
  private final Notes notes;

  TaxChoice(DealReadings in, Optional<Customer> customer, Notes notes) {
    this.in = in;
    this.customer = customer;
    this.notes = notes;
  }

  /// The code of each item, by item id, with the book's own codes among them.
  ///
  /// @param why for the card
  record Chosen(Map<String, String> codeByItem, List<TaxCode> used, String why) {
    Chosen {
      codeByItem = Map.copyOf(codeByItem);
      used = List.copyOf(used);
    }

    Optional<String> code(String itemId) {
      return Optional.ofNullable(codeByItem.get(itemId));
    }

    /// Whether nothing on the invoice is taxed, by what the lines say.
    boolean untaxed() {
      return used.isEmpty() && codeByItem.values().stream().allMatch(UNTAXED::equals);
    }
  }

  /// The codes, or empty after noting the question.
  Optional<Chosen> choose(List<Item> items) {
    return switch (in.ledger().book().taxRegime()) {
      case NONE -> Optional.of(new Chosen(Map.of(), List.of(), "The book has no sales tax"));
      case US_AUTOMATED -> Optional.of(american(items, "the book computes the tax"));
      case US_BY_CODE -> Optional.of(american(items, "the book's own rates"));
      case PER_LINE -> perLine(items);
    };
  }

  private Chosen american(List<Item> items, String who) {
    Address shipTo = shipTo();
    Optional<String> country = Countries.code(shipTo.country());
    boolean domestic = country.isEmpty() || country.get().equals("US");
    if (shipTo.isEmpty()) {
      notes.remark(
          Notes.Weight.DETAIL,
          "There is no address to ship to: the book taxes by its own address.");
    }
    boolean liable = domestic && customer.map(Customer::taxable).orElse(true);
    Map<String, String> codes = new HashMap<>();
    items.forEach(i -> codes.put(i.id(), liable && i.taxable() ? TAXED : UNTAXED));
    String why;
    if (!domestic) {
      why = "Not taxed: shipped outside the United States";
    } else if (!liable) {
      why = "Not taxed: the customer is exempt";
    } else {
      why = "Taxable items taxed: " + who;
    }
    return new Chosen(codes, List.of(), why);
  }

  private Address shipTo() {
    return List.of(in.account().shipping(), in.account().billing()).stream()
        .filter(a -> !a.isEmpty())
        .findFirst()
        .or(() -> customer.map(Customer::shipping).filter(a -> !a.isEmpty()))
        .or(() -> customer.map(Customer::billing))
        .orElse(Address.NONE);
  }

  private Optional<Chosen> perLine(List<Item> items) {
    Optional<String> country =
        Countries.code(
            in.account()
                .billing()
                .country()
                .or(() -> customer.flatMap(c -> c.billing().country())));
    if (country.isEmpty()) {
      notes.block(
          new Blocker(
              "customer's country is unknown",
              "country:" + in.crm() + "/account/" + in.account().id(),
              "In which country is “%s”?".formatted(in.account().name()),
              ("The tax depends on the customer's country, and the billing address of account “%s”"
                      + " names none that is known. Enter the country in the CRM.")
                  .formatted(in.account().name()),
              List.of()));
      return Optional.empty();
    }
    boolean domestic = country.get().equals(in.ledger().book().country());
    Map<String, String> codes = new HashMap<>();
    List<TaxCode> used = new ArrayList<>();
    for (Item item : items) {
      Purpose purpose = purpose(domestic, item);
      code(purpose, country.get())
          .ifPresent(code -> {
            codes.put(item.id(), code.id());
            if (!used.contains(code)) {
              used.add(code);
            }
          });
    }
    return notes.blocked()
        ? Optional.empty()
        : Optional.of(
            new Chosen(
                codes,
                used,
                "%s: %s"
                    .formatted(
                        domestic ? "Domestic sale" : "Sale to " + country.get(),
                        String.join(", ", used.stream().map(TaxCode::name).toList()))));
  }

  private Purpose purpose(boolean domestic, Item item) {
    if (!domestic) {
      return Purpose.EXPORT;
    }
    boolean liable = item.taxable() && customer.map(Customer::taxable).orElse(true);
    return liable ? Purpose.DOMESTIC : Purpose.EXEMPT;
  }

  private Optional<TaxCode> code(Purpose purpose, String country) {
    List<TaxCode> active = in.ledger().taxCodes().stream().filter(TaxCode::active).toList();
    String key = "tax:" + in.ledger().name() + ":" + purpose.word();
    Optional<TaxCode> code =
        in.known()
            .answer(key)
            .flatMap(id -> active.stream().filter(c -> c.id().equals(id)).findFirst())
            .or(() ->
                switch (purpose) {
                  case DOMESTIC -> standard(active);
                  case EXPORT -> zero(active, EXPORT_WORDS);
                  case EXEMPT -> zero(active, EXEMPT_WORDS);
                });
    if (code.isEmpty()) {
      notes.block(
          new Blocker(
              "tax code is unclear",
              key,
              "Which tax code for %s sales in book “%s”?"
                  .formatted(purpose.word(), in.ledger().book().name()),
              ("Deal “%s” is a sale from %s to %s (%s), and no tax code of book “%s” clearly fits."
                      + " Choose one; the answer is kept.")
                  .formatted(
                      in.deal().name(),
                      in.ledger().book().country(),
                      country,
                      purpose.word(),
                      in.ledger().book().name()),
              active.stream().map(c -> new Choice(c.id(), c.name())).toList()));
    }
    return code;
  }

  /// The country's standard rate is the highest that is charged on plain sales.
  private static Optional<TaxCode> standard(List<TaxCode> codes) {
    List<TaxCode> plain =
        codes.stream()
            .filter(c -> c.taxable() && rate(c).signum() > 0 && !special(c))
            .sorted(Comparator.comparing(TaxChoice::rate).reversed())
            .toList();
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    List<TaxCode> highest =
        plain.stream().filter(c -> rate(c).compareTo(rate(plain.getFirst())) == 0).toList();
    return highest.size() == 1
        ? Optional.of(highest.getFirst())
        : only(highest, Set.of("standard", "s"));
  }

  /// A code without tax, by what its name says, the most fitting word first.
  private static Optional<TaxCode> zero(List<TaxCode> codes, List<Set<String>> preferred) {
    List<TaxCode> untaxed =
        codes.stream().filter(c -> rate(c).signum() == 0 && !special(c)).toList();
    return preferred.stream()
        .map(words -> only(untaxed, words))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<TaxCode> only(List<TaxCode> codes, Set<String> words) {
    List<TaxCode> fitting =
        codes.stream().filter(c -> !Collections.disjoint(words(c), words)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean special(TaxCode code) {
    return !Collections.disjoint(words(code), SPECIAL);
  }

  private static Set<String> words(TaxCode code) {
    return Set.copyOf(Names.words(code.name().toLowerCase(Locale.ROOT)));
  }

  private static BigDecimal rate(TaxCode code) {
    return code.ratePercent().orElse(BigDecimal.ZERO);
  }
}
