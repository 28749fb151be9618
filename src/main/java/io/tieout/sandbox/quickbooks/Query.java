package io.tieout.sandbox.quickbooks;

import java.util.List;

/// A parsed query.
///
/// @param start 1-based
record Query(
    Kind kind, boolean counts, List<Condition> where, List<Sorting> order, int start, int max) {

  Query {
    where = List.copyOf(where);
    order = List.copyOf(order);
  }

  /// `property operator values`; only `IN` has several values.
  record Condition(String property, Operator operator, List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }

  record Sorting(String property, boolean descending) {}

  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    MORE,
    AT_MOST,
    AT_LEAST,
    IN,
    LIKE
  }
}
