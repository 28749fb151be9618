package io.tieout.app.house;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.db.Database;
import io.tieout.engine.governing.Kind;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.value.id.IdSource;
import io.tieout.work.governing.Governed;
import io.tieout.work.governing.GoverningDesk;
import io.tieout.work.governing.GoverningFreshness;
import io.tieout.work.governing.InForce;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Proposing people and policy beside a running house. The proposal is stored with its request; the
/// house posts the card, and people decide in Slack.
public final class GoverningAsking {
  private final Governed governed;
  private final GoverningDesk desk;

  private GoverningAsking(Governed governed, GoverningDesk desk) {
    this.governed = governed;
    this.desk = desk;
  }

  public static GoverningAsking on(Database database, InstantSource clock) {
    Engine engine = Engine.on(database, clock, new IdSource(clock, new SecureRandom()));
    Governed governed = new Governed(database);
    InForce inForce = new InForce(engine.governing(), engine.proposals());
    Approvals approvals =
        new Approvals(
            new Approvals.Deps(
                database,
                engine.proposals(),
                engine.audit(),
                engine.outbox(),
                engine.inbox(),
                governed::people,
                new GoverningFreshness(
                    database,
                    _ -> new Freshness.Finding.Unreadable("only what governs is proposed here")),
                inForce::approved,
                engine.effects(),
                clock,
                engine.ids()));
    return new GoverningAsking(
        governed,
        new GoverningDesk(
            new GoverningDesk.Deps(database, governed, approvals, clock, engine.ids())));
  }

  /// What came of it.
  ///
  /// @param proposed whether people are asked now
  /// @param lines for people
  public record Told(boolean proposed, List<String> lines) {
    public Told {
      lines = List.copyOf(lines);
    }
  }

  /// Proposes a policy.
  ///
  /// @param as the e-mail address or Slack id of who proposes, who may then not approve it
  public Told policy(String body, String because, String as) {
    return told(desk.propose(Kind.POLICY, body, because, person(as)));
  }

  /// Proposes people.
  ///
  /// @param as as of [#policy]
  public Told people(Directory people, String because, String as) {
    return told(desk.proposePeople(people, because, person(as)));
  }

  private Actor person(String as) {
    Member member =
        governed
            .people()
            .named(as)
            .filter(known -> !known.roles().isEmpty())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--as %s: nobody with a role is known so; give the e-mail address or Slack id of one of the people in force (./tieout people show)"
                        .formatted(as)));
    return new Actor.Person(member.slackUserId());
  }

  private static Told told(GoverningDesk.Outcome outcome) {
    return switch (outcome) {
      case GoverningDesk.Outcome.Proposed(String id, List<String> differences) -> {
        List<String> lines = new ArrayList<>();
        lines.add(
            "Proposed as %s. The running Tieout posts the card; it is in force once people approve it there."
                .formatted(id));
        differences.forEach(difference -> lines.add("  " + difference));
        yield new Told(true, lines);
      }
      case GoverningDesk.Outcome.NotPossible(List<String> problems) -> {
        List<String> lines = new ArrayList<>();
        lines.add("Not proposed:");
        problems.forEach(problem -> lines.add("  " + problem));
        yield new Told(false, lines);
      }
    };
  }
}
