package io.tieout.work.policy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Case;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Why something was asked, refused or done: the stored ruling in words, and whether the policy in
/// force would say the same.
public final class WhyWords {
  private final Database database;
  private final Rejudging rejudging;

  public WhyWords(Database database, Proposals proposals) {
    this.database = database;
    this.rejudging = new Rejudging(proposals);
  }

  /// A line each.
  public List<String> told(Filed filed) {
    Proposal proposal = filed.proposal();
    Ruling ruling = filed.ruling();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s for “%s” (%s) of %s is %s."
            .formatted(
                proposal.id(),
                proposal.change().about(),
                MadeUp.spoken(Case.of(proposal)),
                proposal.at().toString().substring(0, 10),
                filed.state().name().toLowerCase(Locale.ROOT)));
    lines.add(
        "Policy %s ruled: %s%s. Because of:"
            .formatted(
                ruling.policyVersion(),
                RulingWords.spoken(ruling),
                ruling instanceof Ruling.Ask ask
                    ? ", each layer within " + ask.deadline().written()
                    : ""));
    ruling.because().forEach(hit -> lines.add("  %s: %s".formatted(hit.ruleId(), hit.sentence())));
    lines.add(database.inTransaction(sql -> today(sql, filed)));
    return lines;
  }

  private String today(Sql sql, Filed filed) {
    Version version =
        Governing.newest(sql, Kind.POLICY)
            .orElseThrow(() -> new IllegalStateException("there is no policy in force"));
    Policy policy = Policy.parse(version.body());
    Ruling now = rejudging.ruling(sql, policy, filed.proposal());
    String name = policy.version();
    if (!Trial.same(filed.ruling(), now)) {
      return "The policy in force today, %s (version %d), would say otherwise: %s."
          .formatted(name, version.number(), RulingWords.spoken(now));
    }
    return name.equals(filed.ruling().policyVersion())
        ? "This policy is in force today (version %d) and would say the same."
            .formatted(version.number())
        : "The policy in force today, %s (version %d), would say the same."
            .formatted(name, version.number());
  }
}
