package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One record as HubSpot shows it. All values are texts; an empty one means none.
record Row(HubSpotType type, Json.Obj json) {
  /// The id in HubSpot's form, checked since it becomes part of a path.
  static String id(String id) {
    if (!id.matches("\\d{1,20}")) {
      throw new Fault.Refused(
              "HubSpot: '%s' is no record id; it must be a number".formatted(id), "INVALID_ID")
          .asException();
    }
    return id;
  }

  String id() {
    return json.text("id");
  }

  Optional<String> text(String property) {
    return json.optObj("properties").flatMap(p -> p.optText(property)).filter(v -> !v.isBlank());
  }

  Optional<BigDecimal> decimal(String property) {
    return text(property).map(v -> Json.of(v).asDecimal(property));
  }

  boolean flag(String property) {
    return text(property).filter("true"::equals).isPresent();
  }

  Optional<Instant> time(String property) {
    return text(property).map(Row::instant);
  }

  /// A date property is midnight UTC, or a plain date.
  Optional<LocalDate> date(String property) {
    return text(property)
        .map(v ->
            v.matches("\\d{4}-\\d\\d-\\d\\d")
                ? LocalDate.parse(v)
                : LocalDate.ofInstant(instant(v), ZoneOffset.UTC));
  }

  /// The day of a point in time where the portal is.
  Optional<LocalDate> day(String property, ZoneId zone) {
    return text(property)
        .map(v ->
            v.matches("\\d{4}-\\d\\d-\\d\\d")
                ? LocalDate.parse(v)
                : LocalDate.ofInstant(instant(v), zone));
  }

  /// The text that changes with every change of the record.
  String version() {
    return changedAt().toString();
  }

  Instant changedAt() {
    return instant(text(type.modified()).orElseGet(() -> json.text("updatedAt")));
  }

  Instant createdAt() {
    return instant(json.text("createdAt"));
  }

  /// The properties that have a value, by their names.
  Map<String, String> values(List<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(name -> text(name).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /// HubSpot shows `2026-11-22T08:15:30.000Z`, in places milliseconds since 1970.
  static Instant instant(String text) {
    return text.matches("\\d{1,15}")
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : Instant.parse(text);
  }
}
