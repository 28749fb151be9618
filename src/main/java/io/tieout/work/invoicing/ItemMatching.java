package io.tieout.work.invoicing;

import io.tieout.fact.change.LineOrigin;
import io.tieout.fact.change.LineOrigin.How;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.ledger.Item;
import io.tieout.work.invoicing.Blocker.Choice;
import io.tieout.work.invoicing.DealReadings.LearnedItem;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the ledger item of a deal line: by code, by what was learned, by a name alike; else asks.
final class ItemMatching {
  /// From here on a name alike is suggested, in thousandths.
  static final int SUGGESTED_FROM = 700;

  private static final int CLEAR_LEAD = 100;
  private static final int MOST_CHOICES = 100;
  private static final BigDecimal LEARNED = new BigDecimal("0.95");

  /// How sure an item is that a person chose.
  static final BigDecimal BY_PERSON = new BigDecimal("0.99");

  private ItemMatching() {}

  /// An item with how it was found.
  record Matched(Item item, How how, BigDecimal confidence) {
    LineOrigin origin(DealLine line) {
      return new LineOrigin(line.id(), line.name(), item.id(), item.name(), how, confidence);
    }
  }

  private record Scored(Item item, int score) {}

  /// The item, or empty after noting the question.
  static Optional<Matched> match(DealReadings in, DealLine line, Notes notes) {
    List<Item> usable =
        in.ledger().items().stream().filter(i -> i.active() && i.sellable()).toList();
    Optional<Matched> found =
        exact(line, usable).or(() -> learned(in, line, usable)).or(() -> suggested(line, usable));
    if (found.isEmpty()) {
      notes.block(question(in, line, usable));
    }
    return found;
  }

  private static Optional<Matched> exact(DealLine line, List<Item> items) {
    Optional<Item> bySku =
        line.productCode().flatMap(code -> only(items, i -> same(i.sku().orElse(""), code)));
    Optional<Item> byCode =
        line.productCode().flatMap(code -> only(items, i -> same(i.name(), code)));
    return bySku
        .or(() -> byCode)
        .or(() -> only(items, i -> same(i.name(), line.name())))
        .map(i -> new Matched(i, How.EXACT, BigDecimal.ONE));
  }

  private static boolean same(String one, String other) {
    return !one.isBlank() && one.strip().equalsIgnoreCase(other.strip());
  }

  /// The one that fits; several that fit are as good as none.
  private static Optional<Item> only(List<Item> items, Predicate<Item> fits) {
    List<Item> fitting = items.stream().filter(fits).limit(2).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static Optional<Matched> learned(DealReadings in, DealLine line, List<Item> items) {
    LearnedItem learned = in.known().items().get(ProductQuestion.product(line));
    if (learned == null) {
      return Optional.empty();
    }
    How how = learned.byPerson() ? How.PERSON : How.LEARNED;
    return only(items, i -> i.id().equals(learned.itemId()))
        .map(i -> new Matched(i, how, learned.byPerson() ? BY_PERSON : LEARNED));
  }

  private static Optional<Matched> suggested(DealLine line, List<Item> items) {
    List<Scored> ranked = ranked(line, items);
    if (ranked.isEmpty() || ranked.getFirst().score() < SUGGESTED_FROM) {
      return Optional.empty();
    }
    Scored best = ranked.getFirst();
    boolean clear = ranked.size() == 1 || best.score() - ranked.get(1).score() >= CLEAR_LEAD;
    return clear
        ? Optional.of(new Matched(best.item(), How.SUGGESTED, confidence(best.score())))
        : Optional.empty();
  }

  /// Thousandths as a confidence below one: only an equal code is certain.
  private static BigDecimal confidence(int score) {
    return BigDecimal.valueOf(Math.min(score, 940), 3).stripTrailingZeros();
  }

  private static List<Scored> ranked(DealLine line, List<Item> items) {
    List<String> sold = Names.words(line.name());
    return items.stream()
        .map(i -> new Scored(i, Names.alike(sold, Names.words(i.name()))))
        .sorted(
            Comparator.comparingInt(Scored::score)
                .reversed()
                .thenComparing(s -> s.item().name())
                .thenComparing(s -> s.item().id()))
        .toList();
  }

  private static Blocker question(DealReadings in, DealLine line, List<Item> usable) {
    String code = line.productCode().map(c -> " (code " + c + ")").orElse("");
    String inactive =
        in.ledger().items().stream()
            .filter(i -> !i.active())
            .filter(i ->
                same(i.sku().orElse(""), line.productCode().orElse(""))
                    || same(i.name(), line.name()))
            .findFirst()
            .map(i -> " The item “%s” fits but is inactive.".formatted(i.name()))
            .orElse("");
    List<Choice> choices =
        ranked(line, usable).stream()
            .limit(MOST_CHOICES)
            .map(s -> new Choice(s.item().id(), label(s.item())))
            .toList();
    return new Blocker(
        "product has no item",
        ProductQuestion.of(in, line).key(),
        "Which ledger item is product “%s”?".formatted(line.name()),
        ("Deal “%s” sells “%s”%s, and no active item of book “%s” has that code or name.%s Choose"
                + " the item; the answer is kept for later deals.")
            .formatted(in.deal().name(), line.name(), code, in.ledger().book().name(), inactive),
        choices);
  }

  private static String label(Item item) {
    return item.sku().map(sku -> item.name() + " (" + sku + ")").orElse(item.name());
  }
}
