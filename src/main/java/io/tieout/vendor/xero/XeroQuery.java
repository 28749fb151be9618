package io.tieout.vendor.xero;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What to ask a list for. Values come into the filter through [#text], [#id] and [Stamps] alone.
///
/// @param conditions joined by `AND`; only fields that Xero filters fast, since it refuses others
///   in large organisations
/// @param parameters further query parameters
record XeroQuery(Endpoint endpoint, List<String> conditions, Map<String, String> parameters) {
  XeroQuery {
    conditions = List.copyOf(conditions);
    parameters = Map.copyOf(parameters);
  }

  /// Everything of a kind that is about customers: sales, not purchases; archived contacts too.
  static XeroQuery all(Endpoint endpoint) {
    XeroQuery bare = new XeroQuery(endpoint, List.of(), Map.of());
    return switch (endpoint) {
      case CONTACTS -> bare.with("includeArchived", "true");
      case INVOICES -> bare.where("Type==" + text("ACCREC"));
      case CREDIT_NOTES -> bare.where("Type==" + text("ACCRECCREDIT"));
      case PAYMENTS, OVERPAYMENTS, PREPAYMENTS, ITEMS, TAX_RATES, CURRENCIES, ORGANISATION -> bare;
    };
  }

  XeroQuery where(String condition) {
    List<String> more = new ArrayList<>(conditions);
    more.add(condition);
    return new XeroQuery(endpoint, more, parameters);
  }

  XeroQuery with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new XeroQuery(endpoint, conditions, more);
  }

  /// All query parameters but those of paging.
  Map<String, String> query() {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    if (!conditions.isEmpty()) {
      all.put("where", String.join(" AND ", conditions));
    }
    return all;
  }

  /// A value between quotes, as the filter language writes texts.
  static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String id(String value) {
    return "Guid(" + text(value) + ")";
  }
}
