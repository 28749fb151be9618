package io.tieout.vendor.quickbooks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One statement of QuickBooks' query language, page by page. Values come in through [#text] alone.
///
/// @param entity for example `Invoice`
/// @param conditions joined by `AND`; the language has no `OR`
record QuickBooksQuery(String entity, List<String> conditions) {
  QuickBooksQuery {
    conditions = List.copyOf(conditions);
  }

  static QuickBooksQuery all(String entity) {
    return new QuickBooksQuery(entity, List.of());
  }

  /// Inactive list entries are hidden unless they are asked for.
  static QuickBooksQuery withInactive(String entity) {
    return new QuickBooksQuery(entity, List.of("Active IN (true, false)"));
  }

  QuickBooksQuery where(String property, String operator, String value) {
    List<String> more = new ArrayList<>(conditions);
    more.add(property + " " + operator + " " + text(value));
    return new QuickBooksQuery(entity, more);
  }

  /// The statement for one page. Pages are ordered by id, which never changes, so that a record
  /// written in between comes at the end and shifts no other.
  ///
  /// @param start 1 for the first record
  String page(int start, int size) {
    String where =
        conditions.isEmpty()
            ? ""
            : conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    return "SELECT * FROM %s%s ORDERBY Id STARTPOSITION %d MAXRESULTS %d"
        .formatted(entity, where, start, size);
  }

  /// The value between quotes. A backslash escapes; control characters have no place in a value.
  static String text(String value) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\');
      }
      out.append(Character.isISOControl(c) ? ' ' : c);
    }
    return out.append('\'').toString();
  }
}
