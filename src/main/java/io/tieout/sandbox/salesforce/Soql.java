package io.tieout.sandbox.salesforce;

import java.util.List;
import java.util.Optional;

/// A parsed query.
sealed interface Soql {
  /// A whole query or a sub-query.
  ///
  /// @param rowCount whether it is `SELECT COUNT()`
  record Query(
      List<Item> items,
      boolean rowCount,
      String from,
      Optional<Condition> where,
      List<Path> groupBy,
      List<Order> order,
      Optional<Integer> limit,
      int offset)
      implements Soql {
    /// The same of all rows.
    Query uncut() {
      return new Query(items, rowCount, from, where, groupBy, order, Optional.empty(), 0);
    }
  }

  /// What is selected.
  sealed interface Item extends Soql {}

  /// A field, perhaps of a parent: `Account.Name`.
  record Path(List<String> names) implements Item {
    String text() {
      return String.join(".", names);
    }
  }

  /// `FIELDS(ALL)`, `FIELDS(STANDARD)` or `FIELDS(CUSTOM)`.
  record Fields(String which) implements Item {}

  record Child(Query query) implements Item {}

  /// `MAX(SystemModstamp) newest`.
  record Aggregate(String function, Path path, Optional<String> alias) implements Item {}

  sealed interface Condition extends Soql {}

  record And(List<Condition> all) implements Condition {}

  record Or(List<Condition> any) implements Condition {}

  record Not(Condition negated) implements Condition {}

  /// `operator` is one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `LIKE`, `IN`, `NOT IN`.
  record Compare(Path path, String operator, List<Literal> values) implements Condition {}

  /// `Id IN (SELECT OpportunityId FROM OpportunityLineItem)`.
  record Within(Path path, boolean negated, Query query) implements Condition {}

  record Order(Path path, boolean descending, boolean nullsLast) implements Soql {}

  /// A value as it was written, without quotes.
  record Literal(LiteralKind kind, String text) implements Soql {}

  /// What a literal looks like.
  enum LiteralKind {
    STRING,
    NUMBER,
    FLAG,
    NULL,
    DATE,
    DATETIME,
    RELATIVE
  }
}
