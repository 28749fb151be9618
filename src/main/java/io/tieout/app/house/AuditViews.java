package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.assistant.ToolRoles;
import io.tieout.door.slack.DeskRoles;
import io.tieout.door.slack.PostedCards;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.duties.Powers;
import io.tieout.engine.duties.Who;
import io.tieout.engine.export.CardPlaces;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Policy;
import io.tieout.work.governing.Governed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What auditors' views need to know of doors, people and policy.
public final class AuditViews {
  private AuditViews() {}

  /// Where requests were shown in Slack.
  public static CardPlaces cards() {
    return AuditViews::places;
  }

  private static Map<String, CardPlaces.Place> places(Sql sql, List<String> requests) {
    Map<String, CardPlaces.Place> places = new HashMap<>();
    PostedCards.of(sql, requests)
        .forEach((id, card) -> places.put(id, new CardPlaces.Place(card.channel(), card.ts())));
    return places;
  }

  /// What people may do by what is in force; before anything is, by the configuration.
  public static Optional<Powers> powers(Database database, Optional<TieoutConfig> config) {
    Governed governed = new Governed(database);
    boolean inForce =
        database.inTransaction(sql ->
            Governing.newest(sql, Kind.PEOPLE).isPresent()
                && Governing.newest(sql, Kind.POLICY).isPresent());
    return inForce
        ? Optional.of(powers(governed.people(), governed.policy()))
        : config.map(c -> powers(c.people(), c.policy()));
  }

  /// What people may do, by the doors' rules and by the policy.
  private static Powers powers(Directory people, Policy policy) {
    return new Powers(
        people.members().stream()
            .map(member -> new Who(member.slackUserId(), member.name(), names(member.roles())))
            .toList(),
        Stream.concat(ToolRoles.mayPropose().stream(), DeskRoles.mayUndo().stream())
            .map(Role::name)
            .collect(Collectors.toSet()),
        policy.layers().stream()
            .flatMap(layer -> layer.approvers().stream())
            .map(Approver::named)
            .collect(Collectors.toSet()),
        names(Set.of(Role.ADMIN)),
        names(Set.of(Role.AUDITOR)));
  }

  private static Set<String> names(Collection<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.toSet());
  }
}
