package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.door.assistant.ToolRoles;
import io.tieout.door.slack.DeskRoles;
import io.tieout.door.slack.PostedCards;
import io.tieout.engine.db.Sql;
import io.tieout.engine.duties.Powers;
import io.tieout.engine.duties.Who;
import io.tieout.engine.export.CardPlaces;
import io.tieout.fact.party.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// What the configuration's people may do, by the doors' rules and by its policy.
  public static Powers powers(TieoutConfig config) {
    return new Powers(
        config.people().members().stream()
            .map(member -> new Who(member.slackUserId(), member.name(), names(member.roles())))
            .toList(),
        Stream.concat(ToolRoles.mayPropose().stream(), DeskRoles.mayUndo().stream())
            .map(Role::name)
            .collect(Collectors.toSet()),
        names(config.policy().approversNeeded().keySet()),
        names(Set.of(Role.ADMIN)),
        names(Set.of(Role.AUDITOR)));
  }

  private static Set<String> names(Collection<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.toSet());
  }
}
