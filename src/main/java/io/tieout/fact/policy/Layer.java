package io.tieout.fact.policy;

import java.util.List;
import java.util.stream.Collectors;

/// One step of a chain of approval: the next begins when this one is satisfied. A layer that lists
/// nobody is never satisfied.
public sealed interface Layer {
  List<Approver> approvers();

  /// How many different people it takes.
  int needed();

  /// For people: `controller`, `2 of controller or cfo`, `each of controller and cfo`.
  String spoken();

  static Layer of(Approver approver, int needed) {
    return new AnyOf(List.of(approver), needed);
  }

  /// A whole chain, for people: `controller, then cfo`.
  static String spoken(List<Layer> chain) {
    return chain.isEmpty()
        ? "nobody"
        : chain.stream().map(Layer::spoken).collect(Collectors.joining(", then "));
  }

  /// So many different people of those listed together.
  record AnyOf(List<Approver> approvers, int needed) implements Layer {
    public AnyOf {
      approvers = List.copyOf(approvers);
      if (needed < 1) {
        throw new IllegalArgumentException(
            "approvals %d: at least one is needed".formatted(needed));
      }
    }

    @Override
    public String spoken() {
      String who = listed(approvers, " or ");
      return needed == 1 ? who : "%d of %s".formatted(needed, who);
    }
  }

  /// A different person for each that is listed.
  record AllOf(List<Approver> approvers) implements Layer {
    public AllOf {
      approvers = List.copyOf(approvers);
    }

    @Override
    public int needed() {
      return Math.max(1, approvers.size());
    }

    @Override
    public String spoken() {
      return approvers.size() == 1
          ? listed(approvers, "")
          : "each of " + listed(approvers, " and ");
    }
  }

  private static String listed(List<Approver> approvers, String last) {
    if (approvers.isEmpty()) {
      return "nobody";
    }
    List<String> words = approvers.stream().map(Approver::spoken).toList();
    return words.size() == 1
        ? words.getFirst()
        : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "))
            + last
            + words.getLast();
  }
}
