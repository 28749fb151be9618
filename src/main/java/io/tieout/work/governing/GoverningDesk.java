package io.tieout.work.governing;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Filing;
import io.tieout.engine.db.Database;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyException;
import io.tieout.fact.policy.PolicyReview;
import io.tieout.value.id.IdSource;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Proposes a new version of what governs decisions.
public final class GoverningDesk {
  private final Deps deps;

  /// What it works with.
  public record Deps(
      Database database,
      Governed governed,
      Approvals approvals,
      InstantSource clock,
      IdSource ids) {}

  public GoverningDesk(Deps deps) {
    this.deps = deps;
  }

  /// What became of a draft.
  public sealed interface Outcome {
    /// Filed; people are asked.
    record Proposed(String proposalId, List<String> differences) implements Outcome {}

    /// Not proposed, with everything that is wrong with it.
    record NotPossible(List<String> problems) implements Outcome {}
  }

  public Outcome proposePeople(Directory people, String because, Actor by) {
    return propose(Kind.PEOPLE, Governed.text(people), because, by);
  }

  /// Files a proposal, unless something is wrong with it.
  ///
  /// @param body the whole text of the version to be
  public Outcome propose(Kind kind, String body, String because, Actor by) {
    if (because.isBlank()) {
      return new Outcome.NotPossible(
          List.of("because: say in a sentence why; approvers will read it"));
    }
    Optional<Version> former = deps.database().inTransaction(sql -> Governing.newest(sql, kind));
    List<String> problems = problems(kind, body);
    if (!problems.isEmpty()) {
      return new Outcome.NotPossible(problems);
    }
    List<String> differences = former.map(v -> differences(kind, v.body(), body)).orElse(List.of());
    if (former.isPresent() && differences.isEmpty()) {
      return new Outcome.NotPossible(
          List.of("it says the same as version %d in force".formatted(former.get().number())));
    }
    Change.Govern change =
        new Change.Govern(
            kind.spoken(), former.map(Version::number).orElse(0L), body, differences, because);
    Proposal proposal = proposal(change, former, by);
    return switch (deps.approvals()
        .file(proposal, deps.governed().policy().ruleGoverning(proposal))) {
      case Filing.Asked _, Filing.Proceeding _ -> new Outcome.Proposed(proposal.id(), differences);
      case Filing.Refused(String why) ->
          new Outcome.NotPossible(List.of("policy refuses it: " + why));
      case Filing.AlreadyLive(String id, ProposalState state) ->
          new Outcome.NotPossible(List.of("%s stands already (%s)".formatted(id, state)));
    };
  }

  /// What a text would change of what is in force, a sentence each; nothing before anything is.
  public List<String> differing(Kind kind, String body) {
    return deps.database()
        .inTransaction(sql -> Governing.newest(sql, kind))
        .map(version -> differences(kind, version.body(), body))
        .orElse(List.of());
  }

  private Proposal proposal(Change.Govern change, Optional<Version> former, Actor by) {
    List<Source> sources =
        former.stream()
            .map(v ->
                new Source(
                    "tieout",
                    change.kind(),
                    change.kind(),
                    change.kind(),
                    Long.toString(v.number()),
                    Map.of("digest", v.digest().hex())))
            .toList();
    List<Evidence> evidence =
        former.stream()
            .map(v ->
                new Evidence(
                    "In force",
                    "version %d since %s".formatted(v.number(), v.at().toString().substring(0, 10)),
                    Evidence.Origin.RULE,
                    Optional.empty()))
            .toList();
    // It has no amount; a rule about amounts looks at zero.
    return new Proposal(
        deps.ids().next("P"),
        change,
        by,
        deps.clock().instant(),
        sources,
        List.of(),
        evidence,
        change.kind().equals(Kind.POLICY.spoken())
            ? PolicyReview.warnings(Policy.parse(change.body()))
            : List.of(),
        new Circumstances(Money.zero(CurrencyUnit.USD), false, true, BigDecimal.ZERO, 0));
  }

  static Kind kind(Change.Govern govern) {
    return Kind.valueOf(govern.kind().toUpperCase(Locale.ROOT));
  }

  private List<String> problems(Kind kind, String body) {
    try {
      return switch (kind) {
        case PEOPLE -> shorthanded(deps.governed().policy(), Governed.directory(body));
        case POLICY -> ofPolicy(Policy.parse(body));
        case ROLLOUT -> List.of();
      };
    } catch (PolicyException e) {
      return e.problems();
    } catch (IllegalArgumentException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> ofPolicy(Policy policy) {
    List<String> problems = new ArrayList<>(shorthanded(policy, deps.governed().people()));
    boolean used =
        deps.database().inTransaction(sql -> Governing.history(sql, Kind.POLICY)).stream()
            .anyMatch(v -> Policy.parse(v.body()).version().equals(policy.version()));
    if (used) {
      problems.add(
          "version: “%s” names a policy that was in force before; rulings name the version, so give this text its own"
              .formatted(policy.version()));
    }
    return problems;
  }

  /// A layer that too few people can satisfy would let every such request expire.
  private static List<String> shorthanded(Policy policy, Directory people) {
    List<String> problems = new ArrayList<>();
    for (Layer layer : policy.layers()) {
      long there =
          layer.approvers().stream()
              .flatMap(approver -> approver.among(people).stream())
              .distinct()
              .count();
      if (there < layer.needed()) {
        problems.add(
            "only %d could decide as %s, and the policy asks for %d; give the role to more people, or change the policy"
                .formatted(there, layer.spoken(), layer.needed()));
      }
    }
    return problems;
  }

  private static List<String> differences(Kind kind, String was, String is) {
    return switch (kind) {
      case PEOPLE -> Differences.ofPeople(Governed.directory(was), Governed.directory(is));
      case POLICY, ROLLOUT -> Differences.ofText(was, is);
    };
  }
}
