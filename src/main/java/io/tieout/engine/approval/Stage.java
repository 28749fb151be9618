package io.tieout.engine.approval;

import io.tieout.engine.approval.Vote.Choice;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import java.util.List;
import java.util.Optional;

/// One layer of a request and how it stands.
///
/// @param key names it for good: `1`, `2`, or `added-1`
/// @param addedBy the name of who added it in flight; empty for a layer of the policy
/// @param votes the approvals that count for it, in their order
public record Stage(
    String key, Layer layer, Optional<String> addedBy, List<Vote> votes, State state) {
  public Stage {
    votes = List.copyOf(votes);
  }

  /// How a layer stands.
  public enum State {
    /// Who edited what is asked about is of this layer: the chain begins after them.
    SKIPPED,
    PASSED,
    NOW,
    LATER
  }

  /// Whether these approvals are all that a layer takes. A layer of nobody never has them.
  static boolean satisfied(Layer layer, List<Vote> approvals) {
    return switch (layer) {
      case Layer.AnyOf any -> approvals.size() >= any.needed();
      case Layer.AllOf all -> !all.approvers().isEmpty() && open(all, approvals).isEmpty();
    };
  }

  /// The approvers of whom another one may still count.
  List<Approver> open() {
    return open(layer, votes);
  }

  private static List<Approver> open(Layer layer, List<Vote> approvals) {
    return switch (layer) {
      case Layer.AnyOf any -> any.approvers();
      case Layer.AllOf all ->
          all.approvers().stream()
              .filter(approver ->
                  approvals.stream().noneMatch(v -> v.seat().slot().equals(approver.named())))
              .toList();
    };
  }

  static List<Vote> approvals(List<Vote> votes, String key) {
    return votes.stream()
        .filter(v -> v.choice() == Choice.APPROVE && v.seat().layer().equals(key))
        .toList();
  }
}
