package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An object of Block Kit under inspection: where it stands and what was found wrong so far.
///
/// @param json the object
/// @param pointer its JSON pointer
/// @param problems collects what is wrong; shared by all inspections of one check
record Inspection(Json.Obj json, String pointer, List<BlockProblem> problems) {
  static final Set<String> PLAIN = Set.of("plain_text");
  static final Set<String> ANY_TEXT = Set.of("plain_text", "mrkdwn");
  static final Set<String> MARKED = Set.of("mrkdwn");
  private static final int TEXT_MOST = 3000;

  void problem(String what) {
    problems.add(new BlockProblem(pointer, what));
  }

  void problemAt(String field, String what) {
    problems.add(new BlockProblem(pointer + "/" + field, what));
  }

  String type() {
    return plain("type").orElse("");
  }

  /// The text of a field that is a JSON text; empty when it is missing or something else.
  Optional<String> plain(String field) {
    return json.get(field).flatMap(v -> v instanceof Json.Text(String t) ? Optional.of(t) : none());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  boolean required(String field) {
    boolean there = json.get(field).isPresent();
    if (!there) {
      problem("missing required field: " + field);
    }
    return there;
  }

  void requiredText(String field, int most) {
    if (required(field)) {
      text(field, 1, most);
    }
  }

  void optionalText(String field, int most) {
    if (json.get(field).isPresent()) {
      text(field, 0, most);
    }
  }

  private void text(String field, int least, int most) {
    Optional<String> text = plain(field);
    if (text.isEmpty()) {
      problemAt(field, "must be a string");
    } else {
      length(field, text.get(), least, most);
    }
  }

  private void length(String field, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least) {
      problemAt(field, "must be more than %d characters".formatted(least - 1));
    } else if (length > most) {
      problemAt(field, "must be less than %d characters".formatted(most + 1));
    }
  }

  void choice(String field, Set<String> allowed) {
    plain(field)
        .filter(v -> !allowed.contains(v))
        .ifPresent(v -> problemAt(field, "must be a valid enum value"));
  }

  void between(String field, int least, int most) {
    json.get(field)
        .filter(v -> !(v instanceof Json.Num(var n)) || n.intValue() < least || n.intValue() > most)
        .ifPresent(_ -> problemAt(field, "must be a number from %d to %d".formatted(least, most)));
  }

  /// The object in a field; a problem when it is there and is none.
  Optional<Inspection> child(String field) {
    Optional<Json> value = json.get(field);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Json.Obj obj) {
      return Optional.of(new Inspection(obj, pointer + "/" + field, problems));
    }
    problemAt(field, "must be an object");
    return Optional.empty();
  }

  Optional<Inspection> requiredChild(String field) {
    return required(field) ? child(field) : Optional.empty();
  }

  /// The items of an array field, with problems for a wrong count.
  List<Inspection> requiredItems(String field, int least, int most) {
    return required(field) ? items(field, least, most) : List.of();
  }

  List<Inspection> items(String field, int least, int most) {
    Optional<Json> value = json.get(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Json.Arr(List<Json> all))) {
      problemAt(field, "must be an array");
      return List.of();
    }
    return objects(all, pointer + "/" + field, least, most);
  }

  /// The objects of a list that stands at the pointer, with problems for a wrong count.
  List<Inspection> objects(List<Json> all, String at, int least, int most) {
    if (all.size() < least) {
      problems.add(new BlockProblem(at, "no less than %d items allowed".formatted(least)));
    } else if (all.size() > most) {
      problems.add(new BlockProblem(at, "no more than %d items allowed".formatted(most)));
    }
    List<Inspection> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Json.Obj obj) {
        found.add(new Inspection(obj, at + "/" + i, problems));
      } else {
        problems.add(new BlockProblem(at + "/" + i, "must be an object"));
      }
    }
    return found;
  }

  void requiredTextObject(String field, Set<String> types, int most) {
    if (required(field)) {
      textObject(field, types, most);
    }
  }

  void textObject(String field, Set<String> types, int most) {
    child(field).ifPresent(text -> text.asTextObject(types, most));
  }

  /// Checks this object as a text object.
  void asTextObject(Set<String> types, int most) {
    if (!types.contains(type())) {
      problem("unsupported type: " + type());
      return;
    }
    requiredText("text", Math.min(most, TEXT_MOST));
  }
}
