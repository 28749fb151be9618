package io.tieout.work.routing;

import java.util.List;

/// Deals that meet every condition belong to the book. Without conditions it claims every deal.
public record RoutingRule(String book, List<Condition> conditions) {
  public RoutingRule {
    conditions = List.copyOf(conditions);
  }

  /// Whether it may claim deals of the CRM.
  boolean isFor(String crm) {
    return conditions.stream()
        .filter(Condition.Crm.class::isInstance)
        .allMatch(c -> c.values().stream().anyMatch(crm::equalsIgnoreCase));
  }
}
