package io.tieout.fact.rollout;

import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Ruling.RuleHit;
import io.tieout.value.money.Amounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/// How far everything is.
///
/// The scope that names most decides; of several that name as much the stricter does. A deal of
/// several product lines goes as far as the strictest of them.
///
/// @param version names this text, and the step that led to it
/// @param ask who is asked where a phase asks and the policy would not; empty for the last role of
///   the policy's ladder
/// @param scopes with one for the whole of each workflow
/// @param metrics what must hold, by phase, where a scope does not say itself
public record Rollout(
    String version,
    Optional<Role> ask,
    List<Staged> scopes,
    Map<Phase, Targets> metrics,
    List<AutonomyClass> autonomy) {
  private static final String SHIPPED = "/rollout/default.yaml";

  public Rollout {
    scopes = List.copyOf(scopes);
    metrics = Map.copyOf(metrics);
    autonomy = List.copyOf(autonomy);
  }

  /// Asks people about a proposal, for these reasons.
  @FunctionalInterface
  public interface Asking {
    Ruling.Ask of(Proposal proposal, List<RuleHit> because);
  }

  /// Reads a document's YAML; [RolloutException] lists everything that is wrong with it.
  public static Rollout parse(String yaml) {
    return new RolloutReader(yaml).read();
  }

  /// What holds before anybody has written one.
  public static Rollout shipped() {
    return parse(shippedText());
  }

  public static String shippedText() {
    try (InputStream in = Rollout.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SHIPPED, e);
    }
  }

  /// The document's text again, without comments.
  public String text() {
    return RolloutText.of(this);
  }

  /// Scopes that name as much, may hold for the same deal and differ, a sentence each.
  public List<String> conflicts() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      for (Staged other : scopes.subList(i + 1, scopes.size())) {
        Staged one = scopes.get(i);
        if (one.scope().specificity() == other.scope().specificity()
            && one.scope().overlaps(other.scope())
            && !(one.phase() == other.phase() && one.below().equals(other.below()))) {
          found.add(
              "%s is %s and %s is %s, and something may be both: the stricter counts there"
                  .formatted(
                      one.scope().spoken(),
                      one.phase().word(),
                      other.scope().spoken(),
                      other.phase().word()));
        }
      }
    }
    return found;
  }

  public Optional<Staged> staged(Scope scope) {
    return scopes.stream().filter(s -> s.scope().equals(scope)).findFirst();
  }

  /// The scope that decides.
  public Staged deciding(Facts facts) {
    return facts.lines().stream()
        .map(line -> deciding(facts, line))
        .min(STRICTNESS)
        .orElseThrow(() -> new IllegalStateException("facts without a line"));
  }

  private Staged deciding(Facts facts, Optional<String> line) {
    return scopes.stream()
        .filter(staged -> staged.scope().covers(facts, line))
        .min(
            Comparator.comparingInt((Staged s) -> -s.scope().specificity())
                .thenComparing(STRICTNESS))
        .orElseThrow(() ->
            new IllegalStateException("no scope for the whole of " + facts.workflow().word()));
  }

  /// How far a scope is, listed or not: with its own name where it is not.
  public Staged resolved(Scope scope) {
    return staged(scope)
        .orElseGet(() -> {
          Staged around = around(scope);
          return new Staged(scope, around.phase(), around.below(), Optional.empty());
        });
  }

  /// Where another document goes further than this one, a sentence each.
  public List<String> laxer(Rollout other) {
    List<String> laxer = new ArrayList<>();
    Stream.concat(scopes.stream(), other.scopes.stream())
        .map(Staged::scope)
        .distinct()
        .forEach(scope -> {
          Staged now = resolved(scope);
          Staged then = other.resolved(scope);
          if (then.furtherThan(now)) {
            laxer.add("%s: %s, now %s".formatted(scope.spoken(), then.words(), now.words()));
          }
        });
    other.autonomy.stream()
        .filter(each -> each.granted().isPresent())
        .filter(each -> autonomy(each.id()).filter(each::equals).isEmpty())
        .forEach(each -> laxer.add("class %s: granted".formatted(each.id())));
    return laxer;
  }

  /// The scope that a scope's members would belong to if it were not listed.
  public Staged around(Scope scope) {
    return scopes.stream()
        .filter(s -> !s.scope().equals(scope) && s.scope().overlaps(scope))
        .filter(s -> s.scope().specificity() < scope.specificity())
        .min(
            Comparator.comparingInt((Staged s) -> -s.scope().specificity())
                .thenComparing(STRICTNESS))
        .or(() -> staged(scope))
        .orElseThrow(() -> new IllegalStateException("nothing around " + scope.spoken()));
  }

  private static final Comparator<Staged> STRICTNESS =
      Comparator.comparing(Staged::phase)
          .thenComparing(s -> s.below().map(Money::getAmount).orElse(BigDecimal.ZERO))
          .thenComparing(s -> s.scope().word());

  /// The metrics that count for a scope in its present phase.
  public Targets targets(Staged staged) {
    return staged.targets().orElse(metrics.getOrDefault(staged.phase(), Targets.NONE));
  }

  /// What becomes of a proposal that policy ruled on.
  public Applied applied(Proposal proposal, Ruling ruling, Asking asking) {
    Optional<Facts> facts = Facts.of(proposal);
    if (facts.isEmpty()) {
      return new Applied.Go(ruling);
    }
    Staged by = deciding(facts.get());
    return switch (by.phase()) {
      case OFF -> new Applied.Off(off(by));
      case SHADOW -> new Applied.ShadowOnly(ruling, by, shadowed(by));
      case REVIEW ->
          new Applied.Go(stricter(proposal, ruling, asking, by, "everything is asked about there"));
      case LIMITED -> new Applied.Go(limited(proposal, ruling, asking, by));
      case ON -> new Applied.Go(earned(proposal, ruling));
    };
  }

  /// For whoever asks for something that is off.
  public static String off(Staged by) {
    return "%s is off for %s".formatted(by.scope().workflow().word(), by.scope().place());
  }

  /// For whoever asks for something that is only kept.
  public static String shadowed(Staged by) {
    return "%s is in shadow: what would be done is kept for the report, nothing is written and nobody is asked"
        .formatted(by.scope().spoken());
  }

  private Ruling limited(Proposal proposal, Ruling ruling, Asking asking, Staged by) {
    Money band = by.below().orElseThrow();
    Money amount = proposal.circumstances().amount();
    boolean within = amount.isSameCurrency(band) && amount.isLessThan(band);
    if (!within) {
      String why =
          "amount %s, policy decides below %s".formatted(Amounts.text(amount), Amounts.text(band));
      return stricter(proposal, ruling, asking, by, why);
    }
    return switch (earned(proposal, ruling)) {
      case Ruling.Proceed proceed -> {
        RuleHit hit =
            hit(
                by,
                "policy decides below %s, this is %s"
                    .formatted(Amounts.text(band), Amounts.text(amount)));
        yield new Ruling.Proceed(proceed.policyVersion(), with(proceed.because(), hit));
      }
      case Ruling.Ask ask -> ask;
      case Ruling.Refuse refuse -> refuse;
    };
  }

  /// Nothing goes without asking.
  private Ruling stricter(Proposal proposal, Ruling ruling, Asking asking, Staged by, String why) {
    if (!(ruling instanceof Ruling.Proceed)) {
      return ruling;
    }
    Ruling.Ask asked = asking.of(proposal, with(ruling.because(), hit(by, why)));
    return ask.map(role ->
            new Ruling.Ask(
                asked.policyVersion(),
                asked.because(),
                List.of(Layer.of(new Approver.Holder(role), 1)),
                asked.deadline(),
                asked.backups(),
                asked.care()))
        .orElse(asked);
  }

  /// What a class has earned; never against a rule that refuses or takes a step-up.
  private Ruling earned(Proposal proposal, Ruling ruling) {
    if (!(ruling instanceof Ruling.Ask asked) || asked.care().stepUp()) {
      return ruling;
    }
    return autonomy.stream()
        .filter(each -> each.granted().isPresent() && each.holds(proposal))
        .findFirst()
        .<Ruling>map(each ->
            new Ruling.Proceed(
                asked.policyVersion(),
                with(
                    asked.because(),
                    new RuleHit(
                        "autonomy:" + each.id(),
                        "class %s goes without asking since %d straight agreements"
                            .formatted(each.id(), each.granted().orElseThrow().agreements())))))
        .orElse(ruling);
  }

  private static RuleHit hit(Staged by, String why) {
    return new RuleHit(
        "phase:" + by.phase().word(),
        "%s is in phase %s: %s".formatted(by.scope().spoken(), by.phase().word(), why));
  }

  private static List<RuleHit> with(List<RuleHit> hits, RuleHit more) {
    return Stream.concat(hits.stream(), Stream.of(more)).toList();
  }

  /// The same under another name, with a scope at this stage, whether it was listed or not.
  public Rollout with(String name, Staged staged) {
    List<Staged> others = scopes.stream().filter(s -> !s.scope().equals(staged.scope())).toList();
    return new Rollout(
        name, ask, Stream.concat(others.stream(), Stream.of(staged)).toList(), metrics, autonomy);
  }

  /// The same under another name, with a class changed.
  public Rollout with(String name, AutonomyClass changed) {
    return new Rollout(
        name,
        ask,
        scopes,
        metrics,
        autonomy.stream().map(a -> a.id().equals(changed.id()) ? changed : a).toList());
  }

  public Optional<AutonomyClass> autonomy(String id) {
    return autonomy.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
