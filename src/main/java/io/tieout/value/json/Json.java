package io.tieout.value.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An immutable JSON value. Objects keep the order of their fields; numbers are exact decimals.
public sealed interface Json {
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The field, or empty when it is missing or `null`: vendors mean the same by both.
    public Optional<Json> get(String name) {
      return Optional.ofNullable(fields.get(name)).filter(v -> !(v instanceof Nothing));
    }

    public boolean has(String name) {
      return fields.containsKey(name);
    }

    /// The text of a text field; [JsonShapeException] when it is missing or not a text.
    public String text(String name) {
      return optText(name).orElseThrow(() -> JsonShapeException.missing(name, this));
    }

    /// Text fields as they are, numbers and booleans by their JSON text.
    public Optional<String> optText(String name) {
      return get(name).map(v -> v.asText(name));
    }

    public BigDecimal decimal(String name) {
      return optDecimal(name).orElseThrow(() -> JsonShapeException.missing(name, this));
    }

    public Optional<BigDecimal> optDecimal(String name) {
      return get(name).map(v -> v.asDecimal(name));
    }

    public int integer(String name) {
      return decimal(name).intValueExact();
    }

    /// `false` when missing.
    public boolean flag(String name) {
      return get(name).map(v -> v.asFlag(name)).orElse(false);
    }

    public Obj obj(String name) {
      return optObj(name).orElseThrow(() -> JsonShapeException.missing(name, this));
    }

    public Optional<Obj> optObj(String name) {
      return get(name).map(v -> v.asObj(name));
    }

    /// The items of an array field; empty when it is missing.
    public List<Json> list(String name) {
      return get(name).map(v -> v.asList(name)).orElse(List.of());
    }

    /// The objects of an array field; empty when it is missing.
    public List<Obj> objects(String name) {
      return list(name).stream().map(v -> v.asObj(name)).toList();
    }

    /// A copy with one field set, in its old place or at the end.
    public Obj with(String name, Json value) {
      Map<String, Json> copy = new LinkedHashMap<>(fields);
      copy.put(name, value);
      return new Obj(copy);
    }

    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    public Obj without(String name) {
      Map<String, Json> copy = new LinkedHashMap<>(fields);
      copy.remove(name);
      return new Obj(copy);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  record Num(BigDecimal value) implements Json {}

  record Bool(boolean value) implements Json {}

  /// JSON's `null`.
  record Nothing() implements Json {}

  /// Parses one strict JSON value; [JsonShapeException] with line and column when it is none.
  static Json parse(String text) {
    return JsonText.read(text);
  }

  /// Parses a text that must be a JSON object.
  static Obj parseObj(String text) {
    return parse(text).asObj("document");
  }

  static JsonObjBuilder object() {
    return new JsonObjBuilder();
  }

  /// JSON's `null`.
  static Json nothing() {
    return new Nothing();
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(BigDecimal value) {
    return new Num(value);
  }

  static Json of(long value) {
    return new Num(BigDecimal.valueOf(value));
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  static Json array(Stream<? extends Json> items) {
    return new Arr(List.copyOf(items.toList()));
  }

  static Json array(List<? extends Json> items) {
    return array(items.stream());
  }

  static Json texts(List<String> items) {
    return array(items.stream().map(Text::new));
  }

  /// Compact JSON text, fields in their order.
  default String print() {
    return JsonText.write(this, false);
  }

  /// JSON text with fields sorted by name and numbers without trailing zeros: equal values have
  /// equal canonical texts. The text behind every digest.
  default String canonical() {
    return JsonText.write(JsonText.canonical(this), false);
  }

  /// Indented text for people.
  default String pretty() {
    return JsonText.write(this, true);
  }

  default Obj asObj(String name) {
    if (this instanceof Obj obj) {
      return obj;
    }
    throw JsonShapeException.wrong(name, "an object", this);
  }

  default List<Json> asList(String name) {
    if (this instanceof Arr arr) {
      return arr.items();
    }
    throw JsonShapeException.wrong(name, "an array", this);
  }

  default String asText(String name) {
    return switch (this) {
      case Text(String value) -> value;
      case Num(BigDecimal value) -> value.toPlainString();
      case Bool(boolean value) -> String.valueOf(value);
      case Obj _, Arr _, Nothing() -> throw JsonShapeException.wrong(name, "a text", this);
    };
  }

  /// A number, or a text that is one: some vendors send decimals as texts.
  default BigDecimal asDecimal(String name) {
    if (this instanceof Num(BigDecimal value)) {
      return value;
    }
    try {
      return new BigDecimal(asText(name));
    } catch (NumberFormatException e) {
      throw JsonShapeException.wrong(name, "a number", this);
    }
  }

  default boolean asFlag(String name) {
    return switch (this) {
      case Bool(boolean value) -> value;
      case Text(String value) when value.equals("true") -> true;
      case Text(String value) when value.equals("false") -> false;
      case Obj _, Arr _, Text _, Num _, Nothing() ->
          throw JsonShapeException.wrong(name, "true or false", this);
    };
  }
}
