package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Small readings of documents.
final class Docs {
  static final BigDecimal ZERO = new BigDecimal("0.00");
  static final BigDecimal HUNDRED = new BigDecimal("100");

  private Docs() {}

  /// The id a reference field holds.
  static Optional<String> ref(Json.Obj doc, String name) {
    return doc.optObj(name).flatMap(r -> r.optText("value")).filter(v -> !v.isBlank());
  }

  static Json.Obj refTo(String id, String name) {
    return Json.object().put("value", id).put("name", name).build();
  }

  static BigDecimal amount(Json.Obj doc, String name) {
    return doc.optDecimal(name).map(Docs::cents).orElse(ZERO);
  }

  /// Two decimals, half up: what the books keep of any amount.
  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  static BigDecimal share(BigDecimal amount, BigDecimal percent) {
    return cents(amount.multiply(percent).divide(HUNDRED));
  }

  static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(ZERO, BigDecimal::add);
  }

  static Optional<LocalDate> date(Json.Obj doc, String name) {
    try {
      return doc.optText(name).map(t -> LocalDate.parse(t.length() > 10 ? t.substring(0, 10) : t));
    } catch (DateTimeException e) {
      throw Refusal.unreadable("Property " + name + " is no date: " + e.getMessage());
    }
  }

  /// The lines of one detail type.
  static List<Json.Obj> lines(Json.Obj doc, String detailType) {
    return doc.objects("Line").stream()
        .filter(l -> l.optText("DetailType").orElse("").equals(detailType))
        .toList();
  }

  static void within(Json.Obj doc, String name, int max) {
    doc.optText(name)
        .filter(t -> t.length() > max)
        .ifPresent(t -> {
          throw Refusal.tooLong(name, max, t.length());
        });
  }

  static void oneOf(Json.Obj doc, String name, Set<String> choices) {
    doc.optText(name)
        .filter(t -> !choices.contains(t))
        .ifPresent(t -> {
          throw Refusal.badChoice(name, t);
        });
  }

  static void email(Json.Obj doc, String name) {
    doc.optObj(name)
        .flatMap(a -> a.optText("Address"))
        .filter(a -> !a.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
        .ifPresent(a -> {
          throw Refusal.badEmail(a);
        });
  }

  static Json.Obj read(String body) {
    try {
      return Json.parseObj(body);
    } catch (JsonShapeException e) {
      throw Refusal.unreadable("the body is no JSON object: " + e.getMessage());
    }
  }
}
