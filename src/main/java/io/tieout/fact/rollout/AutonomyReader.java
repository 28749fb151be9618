package io.tieout.fact.rollout;

import io.tieout.fact.policy.Problems;
import io.tieout.fact.rollout.AutonomyClass.Granted;
import io.tieout.fact.rollout.AutonomyClass.When;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// Reads the classes that may earn autonomy.
final class AutonomyReader {
  private static final int FEWEST = 5;
  private static final int USUAL_DAYS = 14;

  private final Problems problems;

  AutonomyReader(Problems problems) {
    this.problems = problems;
  }

  List<AutonomyClass> read(Json.Obj root) {
    List<AutonomyClass> classes = new ArrayList<>();
    int number = 0;
    for (Json item : problems.tried("autonomy", () -> root.list("autonomy")).orElse(List.of())) {
      String place = "autonomy " + ++number;
      problems
          .tried(place, () -> item.asObj(place))
          .flatMap(json -> one(json, place))
          .ifPresent(classes::add);
    }
    List<String> ids = classes.stream().map(AutonomyClass::id).toList();
    ids.stream()
        .filter(id -> ids.indexOf(id) != ids.lastIndexOf(id))
        .distinct()
        .forEach(twice -> problems.add("autonomy: id '%s' is used twice".formatted(twice)));
    return classes;
  }

  private Optional<AutonomyClass> one(Json.Obj json, String number) {
    problems.onlyKnown(
        json, number, Set.of("id", "when", "after", "settle_days", "counts_from", "granted"));
    String id = json.optText("id").orElse("");
    String place = "autonomy '%s'".formatted(id);
    if (!id.matches("[a-z][a-z0-9-]{1,39}")) {
      problems.add(number + ": id '" + id + "'; use lower-case letters, digits and -");
    }
    int after = RolloutReader.whole(problems, json, "after", place).orElse(0);
    if (after < FEWEST) {
      problems.add("%s: after %d; it takes at least %d agreements".formatted(place, after, FEWEST));
    }
    int days = RolloutReader.whole(problems, json, "settle_days", place).orElse(USUAL_DAYS);
    Optional<Instant> from = instant(json, "counts_from", place);
    Optional<Granted> granted =
        problems
            .tried(place, () -> json.optObj("granted"))
            .flatMap(g -> g)
            .flatMap(g -> granted(g, place));
    return problems
        .tried(place, () -> json.obj("when"))
        .flatMap(when -> when(when, place + ": when"))
        .map(when -> new AutonomyClass(id, when, after, days, from, granted));
  }

  private Optional<Granted> granted(Json.Obj json, String place) {
    problems.onlyKnown(json, place + ": granted", Set.of("agreements", "at"));
    Optional<Integer> agreements = RolloutReader.whole(problems, json, "agreements", place);
    Optional<Instant> at = instant(json, "at", place);
    if (agreements.isEmpty() || at.isEmpty()) {
      problems.add(
          place + ": granted needs agreements and at; leave it out where it is not granted");
    }
    return agreements.flatMap(a -> at.map(i -> new Granted(a, i)));
  }

  private Optional<When> when(Json.Obj json, String place) {
    problems.onlyKnown(
        json,
        place,
        Set.of(
            "amount_below",
            "lines_at_most",
            "known_customer",
            "unchanged_terms",
            "known_items",
            "discount_at_most",
            "book",
            "product_line",
            "region"));
    if (!json.has("amount_below")) {
      problems.add(
          place + ": amount_below is missing; without it anything could go; write USD 10000");
    }
    Optional<Money> below =
        json.get("amount_below").flatMap(v -> problems.money(place + ".amount_below", v));
    return below.flatMap(amount ->
        problems.tried(
            place,
            () ->
                new When(
                    amount,
                    RolloutReader.whole(problems, json, "lines_at_most", place),
                    json.flag("known_customer"),
                    json.flag("unchanged_terms"),
                    json.flag("known_items"),
                    json.optDecimal("discount_at_most"),
                    json.optText("book"),
                    json.optText("product_line"),
                    json.optText("region").map(Region::parse))));
  }

  private Optional<Instant> instant(Json.Obj json, String name, String place) {
    return json.has(name)
        ? problems.tried(place + ": " + name, () -> Instant.parse(json.text(name)))
        : Optional.empty();
  }
}
