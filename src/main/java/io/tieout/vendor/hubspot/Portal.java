package io.tieout.vendor.hubspot;

import io.tieout.value.json.Json;
import java.time.ZoneId;
import org.joda.money.CurrencyUnit;

/// The portal we are connected to.
///
/// @param version the dated API version that it serves
/// @param zone where its days begin and end
/// @param currency of amounts on records that name none
/// @param uiDomain where its people work: `app.hubspot.com`, in Europe `app-eu1.hubspot.com`
record Portal(String version, String id, ZoneId zone, CurrencyUnit currency, String uiDomain) {
  static Portal read(String version, Json.Obj details) {
    return new Portal(
        version,
        details.text("portalId"),
        ZoneId.of(details.text("timeZone")),
        CurrencyUnit.of(details.text("companyCurrency")),
        details.optText("uiDomain").orElse("app.hubspot.com"));
  }

  /// Where a person opens the record.
  String page(HubSpotType type, String recordId) {
    return "https://%s/contacts/%s/record/%s/%s".formatted(uiDomain, id, type.typeId(), recordId);
  }
}
