package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.CrmKind;

/// The objects of HubSpot that we read, with their names in paths and in links.
enum HubSpotType {
  DEAL("deals", "0-3"),
  COMPANY("companies", "0-2"),
  CONTACT("contacts", "0-1"),
  PRODUCT("products", "0-7"),
  LINE_ITEM("line_items", "0-8"),
  QUOTE("quotes", "0-14"),
  TASK("tasks", "0-27");

  private final String path;
  private final String typeId;

  HubSpotType(String path, String typeId) {
    this.path = path;
    this.typeId = typeId;
  }

  static HubSpotType of(CrmKind kind) {
    return switch (kind) {
      case DEAL -> DEAL;
      case ACCOUNT -> COMPANY;
      case CONTACT -> CONTACT;
      case PRODUCT -> PRODUCT;
    };
  }

  String path() {
    return path;
  }

  String typeId() {
    return typeId;
  }

  /// The property that moves with every change. Contacts are older than the rule.
  String modified() {
    return this == CONTACT ? "lastmodifieddate" : "hs_lastmodifieddate";
  }
}
