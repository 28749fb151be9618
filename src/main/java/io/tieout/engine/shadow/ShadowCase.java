package io.tieout.engine.shadow;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.List;

/// What would have been done about a deal.
///
/// @param subject the deal, `salesforce/deal/006…`
/// @param scope the scope that had it kept
public record ShadowCase(String subject, Scope scope, Instant at, Would would) {
  /// What it came to.
  public sealed interface Would {
    /// This would have been filed, under this ruling.
    record Propose(Proposal proposal, Ruling ruling) implements Would {}

    /// These would have been asked of people first.
    ///
    /// @param because titles for people; never empty
    /// @param sources as far as drafting came
    record Ask(List<String> because, List<Source> sources) implements Would {
      public Ask {
        because = List.copyOf(because);
        sources = List.copyOf(sources);
      }
    }
  }

  public Workflow workflow() {
    return scope.workflow();
  }

  /// What it rests on: a proposal drafted again of the same records has another id and mark, and
  /// says nothing new.
  Digest digest() {
    return switch (would) {
      case Would.Propose(Proposal proposal, Ruling ruling) ->
          Digest.of(
              Json.object()
                  .put("kind", proposal.change().getClass().getSimpleName())
                  .put("ruling", ruling.getClass().getSimpleName())
                  .put("sources", written(proposal.sources()))
                  .build());
      case Would.Ask(List<String> because, List<Source> sources) ->
          Digest.of(
              Json.object()
                  .put("because", Json.texts(because))
                  .put("sources", written(sources))
                  .build());
    };
  }

  private static List<Json.Obj> written(List<Source> sources) {
    return sources.stream().map(Records::write).toList();
  }
}
