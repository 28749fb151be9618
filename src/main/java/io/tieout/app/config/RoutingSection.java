package io.tieout.app.config;

import io.tieout.work.routing.Condition;
import io.tieout.work.routing.Routing;
import io.tieout.work.routing.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rules by which deals belong to books.
final class RoutingSection {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Fields root;

  RoutingSection(Fields root) {
    this.root = root;
  }

  Routing read() {
    List<RoutingRule> rules = new ArrayList<>();
    for (Fields rule : root.sections("routing")) {
      String book = rule.text("book", "name the book that these deals belong to");
      List<Condition> conditions = new ArrayList<>();
      add(conditions, rule, "crm", Condition.Crm::new);
      add(conditions, rule, "country", Condition.Country::new);
      add(conditions, rule, "region", Condition.Region::new);
      add(conditions, rule, "currency", Condition.Currency::new);
      add(conditions, rule, "product_line", Condition.ProductLine::new);
      rule.lists("deal_fields").forEach((f, v) -> conditions.add(new Condition.DealField(f, v)));
      rule.lists("account_fields")
          .forEach((f, v) -> conditions.add(new Condition.AccountField(f, v)));
      rule.done();
      checkCountries(rule, conditions);
      rules.add(new RoutingRule(book, conditions));
    }
    return new Routing(rules);
  }

  private static void add(
      List<Condition> conditions, Fields rule, String name, Function<Set<String>, Condition> make) {
    Set<String> values = Set.copyOf(rule.texts(name));
    if (!values.isEmpty()) {
      conditions.add(make.apply(values));
    }
  }

  private static void checkCountries(Fields rule, List<Condition> conditions) {
    conditions.stream()
        .filter(Condition.Country.class::isInstance)
        .flatMap(c -> c.values().stream())
        .filter(c -> !COUNTRIES.contains(c.toUpperCase(Locale.ROOT)))
        .sorted()
        .forEach(
            c -> rule.problem("country", "'%s' is no country's code; write GB or DE".formatted(c)));
  }

  /// With one book and no rule every deal belongs to it. With several, rules must say; and a rule
  /// must name a book that is there.
  static Routing completed(Fields root, Routing routing, List<BookConfig> books) {
    Map<String, BookConfig> byId =
        books.stream().collect(Collectors.toMap(BookConfig::id, b -> b, (a, _) -> a));
    routing.books().stream()
        .filter(b -> !b.isEmpty() && !byId.containsKey(b))
        .forEach(b ->
            root.problem(
                "routing",
                "names book '%s', which is not there; there are %s"
                    .formatted(b, byId.keySet().stream().sorted().toList())));
    if (!routing.books().isEmpty()) {
      return routing;
    }
    if (books.size() > 1) {
      root.problem(
          "routing",
          "is missing; with several books say by rules which deals belong to which, for example"
              + " - {book: %s, country: [GB]}".formatted(books.getFirst().id()));
    }
    return Routing.everythingTo(books.getFirst().id());
  }
}
