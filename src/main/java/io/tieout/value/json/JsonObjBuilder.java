package io.tieout.value.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// Builds a [Json.Obj] field by field, in order.
public final class JsonObjBuilder {
  private final Map<String, Json> fields = new LinkedHashMap<>();

  JsonObjBuilder() {}

  public JsonObjBuilder put(String name, Json value) {
    fields.put(name, value);
    return this;
  }

  public JsonObjBuilder put(String name, String value) {
    return put(name, new Json.Text(value));
  }

  public JsonObjBuilder put(String name, BigDecimal value) {
    return put(name, new Json.Num(value));
  }

  public JsonObjBuilder put(String name, long value) {
    return put(name, Json.of(value));
  }

  public JsonObjBuilder put(String name, boolean value) {
    return put(name, new Json.Bool(value));
  }

  /// The amount as a JSON number with all its decimals, as the ledgers' APIs want it.
  public JsonObjBuilder put(String name, Money value) {
    return put(name, value.getAmount());
  }

  public JsonObjBuilder put(String name, JsonObjBuilder value) {
    return put(name, value.build());
  }

  public JsonObjBuilder put(String name, List<? extends Json> items) {
    return put(name, Json.array(items));
  }

  /// Puts the field only when there is a value.
  public JsonObjBuilder putText(String name, Optional<String> value) {
    value.ifPresent(v -> put(name, v));
    return this;
  }

  public JsonObjBuilder putJson(String name, Optional<? extends Json> value) {
    value.ifPresent(v -> put(name, v));
    return this;
  }

  public Json.Obj build() {
    return new Json.Obj(fields);
  }
}
