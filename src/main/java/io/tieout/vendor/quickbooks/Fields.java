package io.tieout.vendor.quickbooks;

import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The field shapes QuickBooks uses in every entity: references, amounts, addresses, times.
final class Fields {
  private static final int ADDRESS_LINES = 5;

  /// Offsets come as `-07:00`, `-0700` and `Z`, depending on the endpoint.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Fields() {}

  /// The id in a reference such as `{"value":"12","name":"Acme"}`.
  static Optional<String> ref(Json.Obj in, String name) {
    return in.optObj(name).flatMap(r -> r.optText("value")).filter(v -> !v.isBlank());
  }

  /// The name in a reference; QuickBooks leaves it out at times.
  static Optional<String> refName(Json.Obj in, String name) {
    return in.optObj(name).flatMap(r -> r.optText("name")).filter(v -> !v.isBlank());
  }

  static Json.Obj toRef(String id) {
    return Json.object().put("value", id).build();
  }

  /// The entity's currency. A book without multicurrency may leave `CurrencyRef` out.
  static CurrencyUnit currency(Json.Obj in, CurrencyUnit home) {
    return ref(in, "CurrencyRef").map(CurrencyUnit::of).orElse(home);
  }

  static Money money(Json.Obj in, String name, CurrencyUnit currency) {
    return Amounts.exact(currency, in.decimal(name));
  }

  /// Zero when the field is missing: QuickBooks sends only properties that have a value.
  static Money moneyOrZero(Json.Obj in, String name, CurrencyUnit currency) {
    return Amounts.exact(currency, in.optDecimal(name).orElse(BigDecimal.ZERO));
  }

  static Optional<String> text(Json.Obj in, String name) {
    return in.optText(name).filter(v -> !v.isBlank());
  }

  static Optional<LocalDate> date(Json.Obj in, String name) {
    return text(in, name).map(LocalDate::parse);
  }

  static Instant changedAt(Json.Obj entity) {
    return time(entity.obj("MetaData").text("LastUpdatedTime"));
  }

  static Instant time(String text) {
    return OffsetDateTime.parse(text, TIME).toInstant();
  }

  static Address address(Json.Obj in, String name) {
    return in.optObj(name).map(Fields::address).orElse(Address.NONE);
  }

  private static Address address(Json.Obj from) {
    String street =
        IntStream.rangeClosed(1, ADDRESS_LINES)
            .mapToObj(i -> text(from, "Line" + i))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n"));
    return new Address(
        Optional.of(street).filter(s -> !s.isEmpty()),
        text(from, "City"),
        text(from, "CountrySubDivisionCode"),
        text(from, "PostalCode"),
        text(from, "Country"));
  }

  /// The address as QuickBooks wants it; empty when there is nothing to say. A street of more than
  /// five lines keeps them all, the surplus joined into the fifth.
  static Optional<Json.Obj> toAddress(Address address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    JsonObjBuilder out = Json.object();
    List<String> lines = address.street().stream().flatMap(Fields::lines).toList();
    for (int i = 0; i < Math.min(lines.size(), ADDRESS_LINES); i++) {
      boolean last = i == ADDRESS_LINES - 1;
      out.put(
          "Line" + (i + 1),
          last ? String.join(", ", lines.subList(i, lines.size())) : lines.get(i));
    }
    out.putText("City", address.city());
    out.putText("CountrySubDivisionCode", address.region());
    out.putText("PostalCode", address.postalCode());
    out.putText("Country", address.country());
    return Optional.of(out.build());
  }

  private static Stream<String> lines(String street) {
    return street.lines().map(String::strip).filter(l -> !l.isEmpty());
  }
}
