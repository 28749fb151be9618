package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads whom a rule asks: `ask: controller`, `any_of: [controller, cfo]`, `all_of: [...]`, or a
/// `chain` of these. Somebody with an `@` is a person, everybody else a role of the ladder.
final class ChainReader {
  /// The fields that say whom to ask.
  static final Set<String> FIELDS = Set.of("ask", "any_of", "all_of", "chain", "approvals");

  private static final int MOST_APPROVALS = 5;
  private static final int MOST_LAYERS = 6;

  private final Problems problems;
  private final List<Role> ladder;

  ChainReader(Problems problems, List<Role> ladder) {
    this.problems = problems;
    this.ladder = ladder;
  }

  static boolean asks(Json.Obj then) {
    return then.has("ask") || then.has("any_of") || then.has("all_of") || then.has("chain");
  }

  /// Empty, with a problem told, when it cannot be read.
  List<Layer> read(Json.Obj then, String place) {
    long ways = List.of("ask", "any_of", "all_of", "chain").stream().filter(then::has).count();
    if (ways > 1) {
      problems.add(
          place + ": says whom to ask in several ways; use one of ask, any_of, all_of, chain");
      return List.of();
    }
    if (!then.has("chain")) {
      return layer(then, place).stream().toList();
    }
    if (then.has("approvals")) {
      problems.add(place + ": approvals belongs to a layer of the chain, beside its any_of");
    }
    List<Layer> layers = new ArrayList<>();
    List<Json> items = then.list("chain");
    if (items.isEmpty() || items.size() > MOST_LAYERS) {
      problems.add(
          "%s: chain has %d layers; use 1 to %d".formatted(place, items.size(), MOST_LAYERS));
    }
    for (Json item : items) {
      switch (item) {
        case Json.Text(String who) ->
            approver(who, place).map(a -> Layer.of(a, 1)).ifPresent(layers::add);
        case Json.Obj layer -> {
          problems.onlyKnown(layer, place + ": chain", Set.of("any_of", "all_of", "approvals"));
          layer(layer, place).ifPresent(layers::add);
        }
        default ->
            problems.add(
                place + ": chain holds %s; use a role, any_of or all_of".formatted(item.print()));
      }
    }
    return layers;
  }

  private Optional<Layer> layer(Json.Obj json, String place) {
    if (json.has("ask")) {
      Optional<Approver> one =
          problems
              .tried(place + ": ask", () -> json.text("ask"))
              .flatMap(who -> approver(who, place));
      Optional<Integer> number = approvals(json, place);
      return one.flatMap(a -> number.map(n -> Layer.of(a, n)));
    }
    boolean all = json.has("all_of");
    List<Approver> approvers = approvers(json, all ? "all_of" : "any_of", place);
    if (all && json.has("approvals")) {
      problems.add(place + ": approvals says nothing beside all_of, which takes one of each");
    }
    if (approvers.isEmpty()) {
      problems.add(place + ": names nobody, so nobody could ever approve; name a role or a person");
      return Optional.empty();
    }
    return all
        ? Optional.of(new Layer.AllOf(approvers))
        : approvals(json, place).map(n -> new Layer.AnyOf(approvers, n));
  }

  private List<Approver> approvers(Json.Obj json, String field, String place) {
    List<Approver> approvers = new ArrayList<>();
    problems
        .tried(place + ": " + field, () -> json.list(field))
        .ifPresent(list -> {
          for (Json item : list) {
            problems
                .tried(place + ": " + field, () -> item.asText(field))
                .flatMap(who -> approver(who, place))
                .ifPresent(approvers::add);
          }
        });
    if (approvers.stream().distinct().count() < approvers.size()) {
      problems.add("%s: %s names somebody twice; list each once".formatted(place, field));
    }
    return approvers;
  }

  private Optional<Approver> approver(String who, String place) {
    if (who.contains("@")) {
      return Optional.of(new Approver.Person(who.strip()));
    }
    Optional<Role> role = problems.tried(place + ": ask", () -> new Role(who));
    if (role.isPresent() && !ladder.contains(role.get())) {
      problems.add(
          "%s: role '%s' is not on the ladder; add it there in its place"
              .formatted(place, role.get().name()));
    }
    return role.map(Approver.Holder::new);
  }

  private Optional<Integer> approvals(Json.Obj json, String place) {
    Optional<BigDecimal> approvals =
        problems.tried(
            place + ": approvals", () -> json.optDecimal("approvals").orElse(BigDecimal.ONE));
    if (approvals.isPresent()
        && (approvals.get().compareTo(BigDecimal.ONE) < 0
            || approvals.get().compareTo(BigDecimal.valueOf(MOST_APPROVALS)) > 0
            || approvals.get().stripTrailingZeros().scale() > 0)) {
      problems.add(
          "%s: approvals %s; use a whole number from 1 to %d"
              .formatted(place, approvals.get().toPlainString(), MOST_APPROVALS));
      return Optional.empty();
    }
    return approvals.map(BigDecimal::intValue);
  }
}
