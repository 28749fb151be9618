package io.tieout.fact.policy;

import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.Money;

/// What is wrong with a governing text, collected while it is read, each with its place.
public final class Problems {
  private final List<String> found = new ArrayList<>();

  public void add(String problem) {
    found.add(problem);
  }

  public List<String> found() {
    return List.copyOf(found);
  }

  /// What was read; empty, with a problem more, when it cannot be.
  public <T> Optional<T> tried(String place, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      found.add(place + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  public void onlyKnown(Json.Obj json, String place, Set<String> known) {
    for (Map.Entry<String, Json> field : json.fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        found.add(
            "%s: '%s' is not known here; use %s"
                .formatted(place, field.getKey(), known.stream().sorted().toList()));
      }
    }
  }

  public Optional<Money> money(String at, Json value) {
    String text = value instanceof Json.Text(String t) ? t : value.print();
    String[] parts = text.strip().split("\\s+", 2);
    Optional<Money> money =
        parts.length == 2
            ? tried(at, () -> Amounts.exact(parts[0], parts[1].replace(",", "")))
            : Optional.empty();
    if (money.isEmpty()) {
      found.add("%s: '%s' is no amount; write for example USD 50000".formatted(at, text));
    }
    return money;
  }

  Optional<Allowance> allowance(Json.Obj json, String field, String place) {
    return json.optText(field)
        .flatMap(text -> tried(place + ": " + field, () -> Allowance.parse(text)));
  }
}
