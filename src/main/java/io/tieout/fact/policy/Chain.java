package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Joins what several rules ask for, so that each of them is satisfied.
///
/// The layers of all rules are asked, from the least to the most senior. What a rule asks in one
/// layer falls away when another layer asks at least as many people who are at least as senior:
/// whom the CFO satisfies, a controller does not have to. A chain that a rule spells out stays
/// whole, since its author wants one after the other.
final class Chain {
  private final List<Role> ladder;

  Chain(List<Role> ladder) {
    this.ladder = ladder;
  }

  List<Layer> joined(List<List<Layer>> chains) {
    List<List<Layer>> different = chains.stream().distinct().toList();
    if (different.size() == 1) {
      return different.getFirst();
    }
    List<Layer> joined = new ArrayList<>();
    different.stream()
        .filter(chain -> chain.size() > 1)
        .flatMap(List::stream)
        .filter(layer -> !joined.contains(layer))
        .forEach(joined::add);
    different.stream()
        .filter(chain -> chain.size() == 1)
        .map(List::getFirst)
        .sorted(Comparator.comparingInt(this::seniority).reversed())
        .forEach(layer -> add(joined, layer));
    return joined.stream().sorted(Comparator.comparingInt(this::seniority)).toList();
  }

  private void add(List<Layer> joined, Layer layer) {
    if (joined.stream().anyMatch(other -> covers(other, layer))) {
      return;
    }
    for (int i = 0; i < joined.size(); i++) {
      if (joined.get(i) instanceof Layer.AnyOf
          && layer instanceof Layer.AnyOf
          && joined.get(i).approvers().equals(layer.approvers())) {
        joined.set(i, layer);
        return;
      }
    }
    joined.add(layer);
  }

  /// Whether whoever satisfies the one satisfies the other as well.
  private boolean covers(Layer one, Layer other) {
    if (one.equals(other)) {
      return true;
    }
    if (!other.approvers().stream().allMatch(Approver.Holder.class::isInstance)) {
      return false;
    }
    long senior = one.approvers().stream().filter(each -> rank(each) >= seniority(other)).count();
    return switch (one) {
      case Layer.AnyOf any ->
          senior == any.approvers().size() && any.needed() >= other.needed() && senior > 0;
      case Layer.AllOf _ -> senior >= other.needed();
    };
  }

  /// Where the most senior of a layer stands on the ladder. A layer of nobody stands above it:
  /// nothing covers it.
  private int seniority(Layer layer) {
    return layer.approvers().stream().mapToInt(this::rank).max().orElse(ladder.size());
  }

  /// The policy does not tell how senior a person is: they cover nobody.
  private int rank(Approver approver) {
    return switch (approver) {
      case Approver.Holder(Role role) -> ladder.indexOf(role);
      case Approver.Person _ -> -1;
    };
  }
}
