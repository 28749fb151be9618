package io.tieout.engine.auditcopy;

import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An entry's details as lines, without personal data.
final class Summary {
  private static final int MOST = 8_000;

  private final List<Seal> seals;
  private final List<String> lines = new ArrayList<>();

  private Summary(List<Seal> seals) {
    this.seals = seals;
  }

  /// @param seals of the proposals about the deal; at least one
  static String of(Json.Obj details, List<Seal> seals) {
    Summary summary = new Summary(seals);
    // Whichever seal it is: what stands in the field of an address is masked by each.
    summary.lines("", seals.getFirst().over("copy", details));
    String text = String.join("\n", summary.lines);
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }

  private void lines(String name, Json value) {
    Optional<String> mask = Seal.mask(value);
    switch (value) {
      case Json.Obj obj when mask.isEmpty() ->
          new TreeMap<>(obj.fields()).forEach((field, inner) -> lines(below(name, field), inner));
      case Json.Obj _ -> line(name, mask.orElse(""));
      case Json.Arr(List<Json> items) -> items.forEach(item -> lines(name, item));
      case Json.Text(String text) -> line(name, text);
      case Json.Num _, Json.Bool _ -> line(name, value.canonical());
      case Json.Nothing() -> {
        // What is not there is not told.
      }
    }
  }

  private void line(String name, String text) {
    String plain = text;
    for (Seal seal : seals) {
      plain = seal.plain(plain);
    }
    lines.add("%s: %s".formatted(name, plain));
  }

  private static String below(String name, String field) {
    return name.isEmpty() ? field : name + "." + field;
  }
}
