package io.tieout.fact.rollout;

import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/// Writes a rollout document as YAML that its reader reads alike. Texts of people are quoted.
final class RolloutText {
  private final StringBuilder out = new StringBuilder();

  private RolloutText() {}

  static String of(Rollout rollout) {
    RolloutText text = new RolloutText();
    text.line("version: " + quoted(rollout.version()));
    rollout.ask().ifPresent(role -> text.line("ask: " + role.name()));
    text.line("scopes:");
    rollout.scopes().forEach(s -> text.line("  - " + braced(fields(s))));
    if (!rollout.metrics().isEmpty()) {
      text.line("metrics:");
      new TreeMap<>(rollout.metrics())
          .forEach((phase, t) -> text.line("  " + quoted(phase.word()) + ": " + targets(t)));
    }
    if (!rollout.autonomy().isEmpty()) {
      text.line("autonomy:");
      rollout.autonomy().forEach(a -> text.line("  - " + braced(fields(a))));
    }
    return text.out.toString();
  }

  private void line(String words) {
    out.append(words).append('\n');
  }

  private static List<String> fields(Staged staged) {
    List<String> fields = new ArrayList<>();
    fields.add("workflow: " + staged.scope().workflow().word());
    place(fields, staged.scope().book(), staged.scope().productLine(), staged.scope().region());
    fields.add("phase: " + quoted(staged.phase().word()));
    staged.below().ifPresent(m -> fields.add("below: " + money(m)));
    staged.targets().ifPresent(t -> fields.add("metrics: " + targets(t)));
    return fields;
  }

  private static List<String> fields(AutonomyClass each) {
    List<String> fields = new ArrayList<>();
    fields.add("id: " + quoted(each.id()));
    fields.add("when: " + braced(fields(each.when())));
    fields.add("after: " + each.after());
    fields.add("settle_days: " + each.settleDays());
    each.countsFrom().ifPresent(at -> fields.add("counts_from: " + quoted(at.toString())));
    each.granted()
        .ifPresent(g ->
            fields.add(
                "granted: "
                    + braced(
                        List.of(
                            "agreements: " + g.agreements(), "at: " + quoted(g.at().toString())))));
    return fields;
  }

  private static List<String> fields(AutonomyClass.When when) {
    List<String> fields = new ArrayList<>();
    fields.add("amount_below: " + money(when.amountBelow()));
    when.linesAtMost().ifPresent(n -> fields.add("lines_at_most: " + n));
    flags(when)
        .forEach((name, set) -> {
          if (set) {
            fields.add(name + ": true");
          }
        });
    when.discountAtMost().ifPresent(d -> fields.add("discount_at_most: " + plain(d)));
    place(fields, when.book(), when.productLine(), when.region());
    return fields;
  }

  private static Map<String, Boolean> flags(AutonomyClass.When when) {
    return new TreeMap<>(
        Map.of(
            "known_customer", when.knownCustomer(),
            "unchanged_terms", when.unchangedTerms(),
            "known_items", when.knownItems()));
  }

  private static void place(
      List<String> fields,
      Optional<String> book,
      Optional<String> productLine,
      Optional<Region> region) {
    book.ifPresent(b -> fields.add("book: " + quoted(b)));
    productLine.ifPresent(p -> fields.add("product_line: " + quoted(p)));
    region.ifPresent(r -> fields.add("region: " + quoted(r.word())));
  }

  private static String targets(Targets targets) {
    List<String> fields = new ArrayList<>();
    targets.agreementAtLeast().ifPresent(p -> fields.add("agreement_at_least: " + plain(p)));
    targets.casesAtLeast().ifPresent(n -> fields.add("cases_at_least: " + n));
    targets.correctionsAtMost().ifPresent(p -> fields.add("corrections_at_most: " + plain(p)));
    targets.driftAtMost().ifPresent(n -> fields.add("drift_at_most: " + n));
    return braced(fields);
  }

  private static String braced(List<String> fields) {
    return "{" + String.join(", ", fields) + "}";
  }

  private static String money(Money money) {
    return quoted(money.getCurrencyUnit().getCode() + " " + money.getAmount().toPlainString());
  }

  private static String plain(BigDecimal number) {
    return Amounts.plain(number);
  }

  /// JSON's quoting is YAML's.
  private static String quoted(String text) {
    return Json.of(text).print();
  }
}
