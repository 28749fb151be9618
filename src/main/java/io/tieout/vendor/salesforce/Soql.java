package io.tieout.vendor.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Builds SOQL. Every value passes [#quoted], every name is checked: no text from outside can
/// become part of a statement.
final class Soql {
  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*");

  private final List<String> fields;
  private final String object;
  private final List<String> conditions = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private String limit = "";

  private Soql(Collection<String> fields, String object) {
    this.fields = fields.stream().map(Soql::name).toList();
    this.object = name(object);
  }

  static Soql select(Collection<String> fields, String object) {
    return new Soql(fields, object);
  }

  Soql equal(String field, String text) {
    return where(name(field) + " = " + quoted(text));
  }

  Soql in(String field, Collection<String> texts) {
    return where(
        name(field)
            + " IN "
            + texts.stream().map(Soql::quoted).collect(Collectors.joining(", ", "(", ")")));
  }

  Soql isTrue(String field) {
    return where(name(field) + " = true");
  }

  Soql from(String field, Instant inclusive) {
    return where(name(field) + " >= " + SalesforceTime.literal(inclusive));
  }

  Soql before(String field, Instant exclusive) {
    return where(name(field) + " < " + SalesforceTime.literal(exclusive));
  }

  Soql beyond(String field, String text) {
    return where(name(field) + " > " + quoted(text));
  }

  Soql ascending(String... by) {
    for (String field : by) {
      order.add(name(field));
    }
    return this;
  }

  Soql descending(String... by) {
    for (String field : by) {
      order.add(name(field) + " DESC");
    }
    return this;
  }

  Soql first(int rows) {
    limit = " LIMIT " + rows;
    return this;
  }

  /// The statement.
  String text() {
    String orderBy = order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
    return "SELECT " + String.join(", ", fields) + tail() + orderBy + limit;
  }

  /// The statement that counts the rows this one selects.
  String count() {
    return "SELECT COUNT()" + tail();
  }

  private String tail() {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return " FROM " + object + where;
  }

  private Soql where(String condition) {
    conditions.add(condition);
    return this;
  }

  /// The text as a SOQL literal: in single quotes, with what could end it or mean more escaped.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a name of an object or field");
    }
    return name;
  }
}
