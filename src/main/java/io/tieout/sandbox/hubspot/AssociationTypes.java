package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Link.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The types of associations between objects: the vendor's own and the portal's labels.
final class AssociationTypes {
  /// The vendor's public numbers: from, to, id, id of the way back.
  private static final String UNLABELLED =
      """
      DEAL CONTACT 3 4
      DEAL COMPANY 341 342
      DEAL LINE_ITEM 19 20
      DEAL QUOTE 63 64
      DEAL NOTE 213 214
      DEAL TASK 215 216
      CONTACT COMPANY 279 280
      NOTE COMPANY 190 189
      NOTE CONTACT 202 201
      TASK COMPANY 192 191
      TASK CONTACT 204 203
      QUOTE LINE_ITEM 67 68
      QUOTE CONTACT 69 70
      QUOTE COMPANY 71 72
      """;

  private static final int FIRST_LABEL = 37;

  private final List<Kind> kinds = new ArrayList<>();
  private int lastLabel = FIRST_LABEL;

  /// A type of association in one direction.
  ///
  /// @param primary at most one of the record's associations is of it
  record Kind(
      Spec spec,
      ObjectType from,
      ObjectType to,
      Optional<String> label,
      Spec inverse,
      boolean primary) {}

  AssociationTypes() {
    for (String line : UNLABELLED.lines().toList()) {
      List<String> parts = List.of(line.split(" ", -1));
      pair(
          ObjectType.valueOf(parts.get(0)),
          ObjectType.valueOf(parts.get(1)),
          Optional.empty(),
          Spec.hubspot(Integer.parseInt(parts.get(2))),
          Spec.hubspot(Integer.parseInt(parts.get(3))));
    }
    primary(ObjectType.DEAL, "Deal with Primary Company", 5, 6);
    primary(ObjectType.CONTACT, "Contact with Primary Company", 1, 2);
  }

  private void primary(ObjectType from, String label, int there, int back) {
    Optional<String> name = Optional.of(label);
    kinds.add(
        new Kind(Spec.hubspot(there), from, ObjectType.COMPANY, name, Spec.hubspot(back), true));
    kinds.add(
        new Kind(Spec.hubspot(back), ObjectType.COMPANY, from, name, Spec.hubspot(there), false));
  }

  private void pair(ObjectType from, ObjectType to, Optional<String> label, Spec there, Spec back) {
    kinds.add(new Kind(there, from, to, label, back, false));
    kinds.add(new Kind(back, to, from, label, there, false));
  }

  /// A label of the portal's own, the same word both ways; gives the type from here to there.
  Spec label(ObjectType from, ObjectType to, String label) {
    if (between(from, to).stream().anyMatch(k -> k.label().equals(Optional.of(label)))) {
      throw new Refusal(409, "CONFLICT", "Label '%s' exists".formatted(label), List.of());
    }
    Spec there = new Spec(Spec.USER, lastLabel++);
    pair(from, to, Optional.of(label), there, new Spec(Spec.USER, lastLabel++));
    return there;
  }

  void rename(ObjectType from, ObjectType to, int typeId, String label) {
    kinds.replaceAll(k ->
        k.from() == from && k.to() == to && k.spec().equals(new Spec(Spec.USER, typeId))
            ? new Kind(k.spec(), from, to, Optional.of(label), k.inverse(), k.primary())
            : k);
  }

  void remove(ObjectType from, ObjectType to, int typeId) {
    Spec gone = new Spec(Spec.USER, typeId);
    kinds.removeIf(k ->
        (k.from() == from && k.to() == to && k.spec().equals(gone))
            || (k.from() == to && k.to() == from && k.inverse().equals(gone)));
  }

  List<Kind> between(ObjectType from, ObjectType to) {
    return kinds.stream().filter(k -> k.from() == from && k.to() == to).toList();
  }

  /// The type that a client names; a refusal when these objects have none such.
  Kind need(ObjectType from, ObjectType to, Spec spec) {
    return between(from, to).stream()
        .filter(k -> k.spec().equals(spec))
        .findFirst()
        .orElseThrow(() ->
            Refusal.validation(
                "%s %d is not a valid association type between %s and %s"
                    .formatted(spec.category(), spec.typeId(), from.plural(), to.plural())));
  }

  /// To which object a type leads.
  ObjectType target(ObjectType from, Spec spec) {
    return kinds.stream()
        .filter(k -> k.from() == from && k.spec().equals(spec))
        .findFirst()
        .map(Kind::to)
        .orElseThrow(() ->
            Refusal.validation(
                "%s %d is not a valid association type for %s"
                    .formatted(spec.category(), spec.typeId(), from.plural())));
  }

  /// The type without a label; objects that cannot be associated have none.
  Kind unlabelled(ObjectType from, ObjectType to) {
    return between(from, to).stream()
        .filter(k -> k.label().isEmpty())
        .findFirst()
        .orElseThrow(() ->
            Refusal.validation(
                "%s and %s cannot be associated".formatted(from.plural(), to.plural())));
  }
}
