package io.tieout.work.routing;

import io.tieout.fact.crm.DealLine;
import io.tieout.fact.party.Countries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rules in their order: the first that claims a deal decides.
public final class Routing {
  private final List<RoutingRule> rules;

  public Routing(List<RoutingRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// One book for every deal.
  public static Routing everythingTo(String book) {
    return new Routing(List.of(new RoutingRule(book, List.of())));
  }

  /// The books that some rule names.
  public Set<String> books() {
    return rules.stream().map(RoutingRule::book).collect(Collectors.toCollection(TreeSet::new));
  }

  /// Names of deal fields that rules ask of a CRM: those of rules that are for it.
  public List<String> dealFields(String crm) {
    return fields(crm, Condition.DealField.class, Condition.DealField::name);
  }

  /// As [#dealFields], of accounts.
  public List<String> accountFields(String crm) {
    return fields(crm, Condition.AccountField.class, Condition.AccountField::name);
  }

  private <C extends Condition> List<String> fields(
      String crm, Class<C> kind, Function<C, String> name) {
    return rules.stream()
        .filter(rule -> rule.isFor(crm))
        .flatMap(rule -> rule.conditions().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .map(name)
        .distinct()
        .toList();
  }

  public Routed route(RoutedDeal deal) {
    for (int i = 0; i < rules.size(); i++) {
      RoutingRule rule = rules.get(i);
      Claim claim = claim(rule, deal);
      switch (claim) {
        case Claim.Whole() -> {
          return new Routed.ToBook(rule.book(), words(i + 1, rule));
        }
        case Claim.Part(String what) -> {
          return new Routed.Undecided(
              "Rule %d gives only some of its lines to book “%s”: %s."
                  .formatted(i + 1, rule.book(), what));
        }
        case Claim.Nothing() -> {}
      }
    }
    return new Routed.Undecided(
        "None of the %d routing rules claims it: %s.".formatted(rules.size(), seen(deal)));
  }

  /// How much of a deal a rule claims.
  private sealed interface Claim {
    record Whole() implements Claim {}

    record Part(String what) implements Claim {}

    record Nothing() implements Claim {}
  }

  private static Claim claim(RoutingRule rule, RoutedDeal deal) {
    Claim claim = new Claim.Whole();
    for (Condition condition : rule.conditions()) {
      Claim one = claim(condition, deal);
      if (one instanceof Claim.Nothing) {
        return one;
      }
      claim = one instanceof Claim.Part ? one : claim;
    }
    return claim;
  }

  private static Claim claim(Condition condition, RoutedDeal deal) {
    return switch (condition) {
      case Condition.Crm(Set<String> values) -> when(among(values, deal.crm()));
      case Condition.Country(Set<String> values) ->
          when(country(deal).filter(c -> among(values, c)).isPresent());
      case Condition.Region(Set<String> values) ->
          when(deal.account().billing().region().filter(r -> among(values, r)).isPresent());
      case Condition.Currency(Set<String> values) ->
          when(among(values, deal.deal().currency().getCode()));
      case Condition.ProductLine(Set<String> values) -> lines(values, deal.lines().get());
      case Condition.DealField(String name, Set<String> values) ->
          when(field(Optional.ofNullable(deal.deal().fields().get(name)), values));
      case Condition.AccountField(String name, Set<String> values) ->
          when(field(Optional.ofNullable(deal.account().fields().get(name)), values));
    };
  }

  private static Claim lines(Set<String> values, List<DealLine> lines) {
    List<DealLine> claimed =
        lines.stream()
            .filter(l -> l.productFamily().filter(f -> among(values, f)).isPresent())
            .toList();
    if (claimed.isEmpty()) {
      return new Claim.Nothing();
    }
    return claimed.size() == lines.size()
        ? new Claim.Whole()
        : new Claim.Part(
            "%d of %d lines are of product line %s"
                .formatted(claimed.size(), lines.size(), String.join(" or ", sorted(values))));
  }

  private static Claim when(boolean holds) {
    return holds ? new Claim.Whole() : new Claim.Nothing();
  }

  private static Optional<String> country(RoutedDeal deal) {
    return Countries.code(deal.account().billing().country());
  }

  private static boolean field(Optional<String> value, Set<String> values) {
    return value.filter(v -> among(values, v)).isPresent();
  }

  private static boolean among(Set<String> values, String value) {
    return values.stream().anyMatch(v -> v.strip().equalsIgnoreCase(value.strip()));
  }

  private static String words(int number, RoutingRule rule) {
    String conditions =
        rule.conditions().stream().map(Routing::words).collect(Collectors.joining(" and "));
    return "rule %d: %s".formatted(number, conditions.isEmpty() ? "every deal" : conditions);
  }

  private static String words(Condition condition) {
    String values = String.join(" or ", sorted(condition.values()));
    return switch (condition) {
      case Condition.Crm _ -> "CRM is " + values;
      case Condition.Country _ -> "country is " + values;
      case Condition.Region _ -> "region is " + values;
      case Condition.Currency _ -> "currency is " + values;
      case Condition.ProductLine _ -> "product line is " + values;
      case Condition.DealField f -> "deal field %s is %s".formatted(f.name(), values);
      case Condition.AccountField f -> "account field %s is %s".formatted(f.name(), values);
    };
  }

  /// What the rules could have looked at, for whoever mends them.
  private String seen(RoutedDeal deal) {
    List<String> seen = new ArrayList<>();
    seen.add("country " + country(deal).orElse("unknown"));
    deal.account().billing().region().ifPresent(r -> seen.add("region " + r));
    seen.add("currency " + deal.deal().currency().getCode());
    dealFields(deal.crm()).forEach(f -> seen.add(shown("deal field", f, deal.deal().fields())));
    accountFields(deal.crm())
        .forEach(f -> seen.add(shown("account field", f, deal.account().fields())));
    return String.join(", ", seen);
  }

  private static String shown(String what, String name, Map<String, String> fields) {
    return fields.containsKey(name)
        ? "%s %s “%s”".formatted(what, name, fields.get(name))
        : "%s %s empty".formatted(what, name);
  }

  private static List<String> sorted(Set<String> values) {
    return values.stream().map(String::strip).sorted(String::compareToIgnoreCase).toList();
  }
}
