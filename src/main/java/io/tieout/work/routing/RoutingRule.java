package io.tieout.work.routing;

import java.util.List;

/// Deals that meet every condition belong to the book. Without conditions it claims every deal.
public record RoutingRule(String book, List<Condition> conditions) {
  public RoutingRule {
    conditions = List.copyOf(conditions);
  }
}
