package io.tieout.value.seal;

import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Replaces personal data in trees. A text that is personal becomes `{"masked": "p…@acme.example",
/// "seal": "…"}`: the mask for people, and a salted hash that binds the value without letting
/// anybody guess it. The salt is a secret of its subject; every place has a salt of its own made
/// from it, so that equal values cannot be told to be equal.
public final class Seal {
  /// The field of what a person may see instead of a sealed text.
  public static final String MASKED = "masked";

  /// The field of the salted hash of a sealed text.
  public static final String SEALED = "seal";

  /// Shorter values would be found by chance in other texts.
  private static final int WORTH_FINDING = 6;

  private static final String PERSON = "contact";

  private final String salt;
  private final Map<String, String> known;

  private Seal(String salt, Map<String, String> known) {
    this.salt = salt;
    this.known = known;
  }

  /// For the trees of one subject.
  ///
  /// @param salt secret, and of this subject alone
  /// @param subject whose personal data is also looked for inside the texts of other trees
  public static Seal of(String salt, Json.Obj subject) {
    if (salt.isBlank()) {
      throw new IllegalArgumentException("a seal needs a salt");
    }
    Map<String, String> found = new LinkedHashMap<>();
    collect(subject, "", false, found);
    Map<String, String> longestFirst = new LinkedHashMap<>();
    found.entrySet().stream()
        .filter(e -> e.getKey().length() >= WORTH_FINDING)
        .sorted(Comparator.comparingInt(e -> -e.getKey().length()))
        .forEach(e -> longestFirst.put(e.getKey(), e.getValue()));
    return new Seal(salt, longestFirst);
  }

  /// The tree with its personal data sealed.
  ///
  /// @param place which tree of the subject this is; the same always, for the same seals
  public Json.Obj over(String place, Json.Obj tree) {
    return sealed(tree, "", place, false).asObj(place);
  }

  /// Whether a text anywhere in the tree tells personal data.
  public boolean touches(Json tree) {
    return switch (tree) {
      case Json.Obj(Map<String, Json> fields) -> fields.values().stream().anyMatch(this::touches);
      case Json.Arr(List<Json> items) -> items.stream().anyMatch(this::touches);
      case Json.Text(String text) -> !plain(text).equals(text);
      case Json.Num _, Json.Bool _, Json.Nothing() -> false;
    };
  }

  /// The text without the personal data in it.
  public String plain(String text) {
    String plain = text;
    for (Map.Entry<String, String> value : known.entrySet()) {
      plain = plain.replace(value.getKey(), value.getValue());
    }
    return Personal.withoutEmails(plain);
  }

  /// What may be shown of a value: a sealed text's mask, or nothing when it is not sealed.
  public static Optional<String> mask(Json value) {
    return value instanceof Json.Obj obj && obj.has(SEALED) && obj.has(MASKED)
        ? obj.optText(MASKED)
        : Optional.empty();
  }

  /// Where in the tree something is sealed, as paths such as `change/invoice/email`.
  public static List<String> places(Json tree) {
    List<String> places = new ArrayList<>();
    place(tree, "", places);
    return List.copyOf(places);
  }

  private static void place(Json value, String path, List<String> into) {
    if (mask(value).isPresent()) {
      into.add(path);
      return;
    }
    if (value instanceof Json.Obj(Map<String, Json> fields)) {
      fields.forEach((name, inner) -> place(inner, below(path, name), into));
    } else if (value instanceof Json.Arr(List<Json> items)) {
      for (int i = 0; i < items.size(); i++) {
        place(items.get(i), below(path, String.valueOf(i)), into);
      }
    }
  }

  private Json sealed(Json value, String field, String path, boolean person) {
    return switch (value) {
      case Json.Obj obj -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        boolean inside = person || isPerson(obj);
        obj.fields()
            .forEach(
                (name, inner) -> fields.put(name, sealed(inner, name, below(path, name), inside)));
        yield new Json.Obj(fields);
      }
      case Json.Arr(List<Json> items) -> {
        List<Json> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          all.add(sealed(items.get(i), field, below(path, String.valueOf(i)), person));
        }
        yield Json.array(all);
      }
      case Json.Text(String text) -> {
        String shown = masked(field, text, person).orElseGet(() -> plain(text));
        yield shown.equals(text) ? value : seal(path, text, shown);
      }
      case Json.Num _, Json.Bool _, Json.Nothing() -> value;
    };
  }

  private Json.Obj seal(String path, String text, String shown) {
    String own = Digest.of(salt + "\n" + path).hex();
    return Json.object().put(MASKED, shown).put(SEALED, Digest.of(own + "\n" + text).hex()).build();
  }

  /// Personal by where it stands; empty when it is not, or when there is nothing to hide.
  private static Optional<String> masked(String field, String text, boolean person) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (person && field.equals("name")) {
      return Optional.of(Personal.initials(text));
    }
    return Personal.isField(field) ? Optional.of(Personal.mask(field, text)) : Optional.empty();
  }

  private static void collect(Json value, String field, boolean person, Map<String, String> into) {
    switch (value) {
      case Json.Obj obj -> {
        boolean inside = person || isPerson(obj);
        obj.fields().forEach((name, inner) -> collect(inner, name, inside, into));
      }
      case Json.Arr(List<Json> items) -> items.forEach(item -> collect(item, field, person, into));
      case Json.Text(String text) ->
          masked(field, text, person).ifPresent(shown -> into.putIfAbsent(text, shown));
      case Json.Num _, Json.Bool _, Json.Nothing() -> {
        // Neither says who somebody is.
      }
    }
  }

  /// A contact of the CRM: a person, where accounts and customers are companies.
  private static boolean isPerson(Json.Obj obj) {
    return obj.get("kind").filter(kind -> kind.equals(Json.of(PERSON))).isPresent();
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
