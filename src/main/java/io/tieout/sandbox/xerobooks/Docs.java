package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Small readings of documents.
public final class Docs {
  static final BigDecimal ZERO = new BigDecimal("0.00");
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final int SCALE = 12;
  private static final Pattern NET_DATE = Pattern.compile("/Date\\((-?\\d+)(?:[+-]\\d{4})?\\)/");

  private Docs() {}

  /// A date as `2026-11-22`, with or without a time, or as `/Date(ms+0000)/`.
  public static Optional<LocalDate> date(Json.Obj doc, String field) {
    Optional<String> text = doc.optText(field).map(String::strip).filter(t -> !t.isEmpty());
    try {
      return text.map(Docs::date);
    } catch (DateTimeException e) {
      throw Refused.because(
          "The value '%s' of %s is not a date; use YYYY-MM-DD".formatted(text.get(), field));
    }
  }

  private static LocalDate date(String text) {
    Matcher net = NET_DATE.matcher(text);
    if (net.matches()) {
      return LocalDate.ofInstant(
          Instant.ofEpochMilli(Long.parseLong(net.group(1))), ZoneOffset.UTC);
    }
    return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
  }

  /// A text that is there and not blank.
  public static Optional<String> text(Json.Obj doc, String field) {
    return doc.optText(field).map(String::strip).filter(t -> !t.isEmpty());
  }

  /// An amount to two decimals; zero when it is missing.
  public static BigDecimal amount(Json.Obj doc, String field) {
    return doc.optDecimal(field).map(Docs::cents).orElse(ZERO);
  }

  static BigDecimal cents(BigDecimal amount) {
    return rounded(amount, 2);
  }

  static BigDecimal rounded(BigDecimal amount, int decimals) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  static BigDecimal percentOf(BigDecimal amount, BigDecimal percent) {
    return cents(amount.multiply(percent).divide(HUNDRED));
  }

  /// The tax that an amount including it holds.
  static BigDecimal contained(BigDecimal gross, BigDecimal percent) {
    return cents(gross.multiply(percent).divide(HUNDRED.add(percent), SCALE, RoundingMode.HALF_UP));
  }

  /// An amount of a foreign currency in the base currency; the rate is foreign units per base unit.
  static BigDecimal inBase(BigDecimal amount, BigDecimal rate) {
    return cents(amount.divide(rate, SCALE, RoundingMode.HALF_UP));
  }

  static BigDecimal sum(List<Json.Obj> docs, String field) {
    return docs.stream().map(d -> amount(d, field)).reduce(ZERO, BigDecimal::add);
  }

  /// The old document with the new one's fields over it.
  static Json.Obj merged(Json.Obj old, Json.Obj over) {
    Map<String, Json> fields = new LinkedHashMap<>(old.fields());
    fields.putAll(over.fields());
    return new Json.Obj(fields);
  }

  /// Only the named fields, those that are `null` left out.
  static Json.Obj only(Json.Obj doc, List<String> names) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name : names) {
      doc.get(name).ifPresent(v -> fields.put(name, v));
    }
    return new Json.Obj(fields);
  }

  static Json.Obj append(Json.Obj doc, String field, Json.Obj item) {
    List<Json.Obj> items = new java.util.ArrayList<>(doc.objects(field));
    items.add(item);
    return doc.with(field, Json.array(items));
  }

  static void within(Json.Obj doc, String field, int max) {
    text(doc, field)
        .filter(t -> t.length() > max)
        .ifPresent(t -> {
          throw Refused.because(
              "The field %s must be a string with a maximum length of %d.".formatted(field, max));
        });
  }
}
