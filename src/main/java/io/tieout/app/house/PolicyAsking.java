package io.tieout.app.house;

import io.tieout.door.slack.PolicyPort;
import io.tieout.engine.db.Database;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.work.governing.Governed;
import io.tieout.work.policy.MadeUp;
import io.tieout.work.policy.Replay;
import io.tieout.work.policy.TrialWords;
import io.tieout.work.policy.WhyWords;
import io.tieout.work.undo.Named;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Questions about the policy, answered from the tables alone: inside a house and beside one.
public final class PolicyAsking {
  private final Database database;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Named named;
  private final WhyWords why;

  private PolicyAsking(Database database, Proposals proposals, InstantSource clock, ZoneId zone) {
    this.database = database;
    this.clock = clock;
    this.zone = zone;
    this.named = new Named(database, proposals, clock);
    this.why = new WhyWords(database, proposals);
  }

  /// Over the tables of a house.
  ///
  /// @param zone in which times are told
  public static PolicyAsking on(Database database, InstantSource clock, ZoneId zone) {
    return new PolicyAsking(database, new Proposals(clock), clock, zone);
  }

  /// As [#on(Database, InstantSource, ZoneId)], with times in UTC.
  public static PolicyAsking on(Database database, InstantSource clock) {
    return on(database, clock, ZoneId.of("UTC"));
  }

  /// As people in Slack ask.
  static PolicyPort port(Database database, InstantSource clock, ZoneId zone) {
    PolicyAsking asking = on(database, clock, zone);
    return new PolicyPort() {
      @Override
      public List<String> why(String name) {
        return asking.why(name).lines();
      }

      @Override
      public List<String> test(String words) {
        try {
          return asking.test(MadeUp.heard(words));
        } catch (IllegalArgumentException e) {
          return List.of(
              "%s. Write for example: policy test invoice USD 12000 new customer discount 25."
                  .formatted(e.getMessage()));
        }
      }

      @Override
      public List<String> show() {
        return asking.show();
      }
    };
  }

  /// An answer.
  ///
  /// @param known false when nothing, or more than one thing, is called so
  /// @param lines for people
  public record Told(boolean known, List<String> lines) {
    public Told {
      lines = List.copyOf(lines);
    }
  }

  /// Why something was asked, refused or done.
  ///
  /// @param name an invoice's number, a deal's id or name, or a proposal's id
  public Told why(String name) {
    return switch (named.find(name)) {
      case Named.Found.None() ->
          new Told(
              false,
              List.of(
                  "Nothing is recorded about '%s'. Give an invoice's number, a deal's id or name, or a proposal's id."
                      .formatted(name)));
      case Named.Found.Several(List<String> ids) ->
          new Told(
              false,
              List.of(
                  "'%s' stands for several; name the proposal: %s"
                      .formatted(name, String.join(", ", ids))));
      case Named.Found.One(var filed, var _) -> new Told(true, why.told(filed));
    };
  }

  /// What the policy in force says of a case; an [IllegalArgumentException] says what is wrong with
  /// the case.
  public List<String> test(MadeUp asked) {
    Version version = inForce();
    Policy policy = Policy.parse(version.body());
    return tried(
        asked,
        new TrialWords(
            policy,
            "policy %s, in force as version %d".formatted(policy.version(), version.number()),
            people(),
            clock.instant(),
            zone));
  }

  /// What any policy says of a case.
  public static List<String> tried(MadeUp asked, TrialWords by) {
    return by.told(asked.asCase());
  }

  /// What a draft would have changed of what was filed from an instant until now.
  public Replay.Compared replayed(Policy draft, Instant from) {
    return new Replay(database, new Proposals(clock)).compare(draft, from, clock.instant());
  }

  /// The people in force; nobody before there are any.
  public Directory people() {
    return newest(Kind.PEOPLE).isEmpty() ? Directory.NOBODY : new Governed(database).people();
  }

  /// The policy in force in words: a line about it, and one for each rule.
  public List<String> show() {
    Version version = inForce();
    Policy policy = Policy.parse(version.body());
    List<String> lines = new ArrayList<>();
    lines.add(
        "Policy %s, in force as version %d since %s. Each layer has %s."
            .formatted(
                policy.version(), version.number(), day(version), policy.deadline().written()));
    policy.spoken().forEach(rule -> lines.add("  " + rule));
    return lines;
  }

  /// The policy's text in force.
  public String text() {
    return inForce().body();
  }

  /// The versions of a kind, newest first.
  public List<String> history(Kind kind) {
    return database.inTransaction(sql -> Governing.history(sql, kind)).stream()
        .flatMap(version -> told(kind, version))
        .toList();
  }

  private Stream<String> told(Kind kind, Version version) {
    String name = kind == Kind.POLICY ? " " + Policy.parse(version.body()).version() : "";
    return Stream.of(
        "version %d%s, since %s, by %s%s"
            .formatted(
                version.number(),
                name,
                version.at().atZone(zone).toLocalDateTime().withNano(0),
                person(version.actor()),
                version.proposalId().map(id -> ", proposal " + id).orElse("")),
        "  " + version.because());
  }

  private String person(String actor) {
    String id = actor.substring(actor.indexOf(':') + 1);
    return people().bySlackId(id).map(member -> member.name()).orElse(actor);
  }

  private String day(Version version) {
    return version.at().atZone(zone).toLocalDate().toString();
  }

  private Version inForce() {
    return newest(Kind.POLICY)
        .orElseThrow(
            () -> new IllegalArgumentException("no policy is in force yet; start Tieout once"));
  }

  private Optional<Version> newest(Kind kind) {
    return database.inTransaction(sql -> Governing.newest(sql, kind));
  }
}
