package io.tieout.door.proof;

import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import io.tieout.value.seal.Seal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Values of the record as HTML. Everything that was written by others passes through here.
final class Html {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> ADDRESS =
      Set.of("street", "city", "region", "postalCode", "country");
  private static final Set<String> MONEY = Set.of("currency", "amount");
  private static final String NONE = "<span class=\"none\">none</span>";

  /// They join letters of scripts and parts of emoji, and turn nothing round.
  private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

  private Html() {}

  /// Whether a character shows as nothing and may turn the text around it, or end a line.
  static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT -> !JOINERS.contains(c);
      case Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.CONTROL -> c != '\n' && c != '\t';
      default -> false;
    };
  }

  /// Text as text: markup is shown, not obeyed, and what cannot be seen is named.
  static String escaped(String text) {
    return text.codePoints().mapToObj(Html::escaped).collect(Collectors.joining());
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> invisible(c) ? "[U+%04X]".formatted(c) : Character.toString(c);
    };
  }

  /// A text of others inside a sentence of ours: its direction stays its own.
  static String quoted(String text) {
    return "<bdi>" + escaped(text) + "</bdi>";
  }

  static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  static String time(String instant) {
    return TIME.format(Instant.parse(instant));
  }

  /// `createInvoice` and `create-invoice` become `create invoice`.
  static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .replaceAll("[_-]", " ")
        .toLowerCase(Locale.ROOT);
  }

  /// The name of a field of ours as people read it; a name that others gave stays as it is.
  static String label(String field) {
    return field.matches("[a-z]+([A-Z][a-z]*)*")
        ? words(field).replaceAll("\\bcrm\\b", "CRM").replaceAll("\\bpdf\\b", "PDF")
        : field;
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// The text of a field, or its mask, for sentences.
  static String plain(Json.Obj obj, String field) {
    return obj.get(field).map(v -> Seal.mask(v).orElseGet(() -> v.asText(field))).orElse("");
  }

  /// A field as people read it; an absent one as absent.
  static String value(Json.Obj obj, String field) {
    return obj.get(field).map(Html::value).orElse(NONE);
  }

  /// Any value as people read it.
  static String value(Json value) {
    return switch (value) {
      case Json.Text(String text) -> text.isBlank() ? NONE : quoted(text);
      case Json.Num _, Json.Bool _ -> value.asText("value");
      case Json.Nothing() -> NONE;
      case Json.Arr(List<Json> items) -> list(items);
      case Json.Obj obj -> object(obj);
    };
  }

  private static String list(List<Json> items) {
    if (items.isEmpty()) {
      return NONE;
    }
    return items.stream()
        .map(item -> "<li>" + value(item) + "</li>")
        .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  private static String object(Json.Obj obj) {
    Optional<String> mask = Seal.mask(obj);
    if (mask.isPresent()) {
      return "<span class=\"masked\">" + quoted(mask.get()) + "</span>";
    }
    if (obj.fields().keySet().equals(MONEY)) {
      return money(obj);
    }
    if (ADDRESS.containsAll(obj.fields().keySet())) {
      return address(obj);
    }
    return tree(obj);
  }

  /// Every field with its name.
  static String tree(Json.Obj obj) {
    return obj.fields().entrySet().stream()
        .map(Html::row)
        .collect(Collectors.joining("", "<dl class=\"tree\">", "</dl>"));
  }

  private static String row(Map.Entry<String, Json> field) {
    return "<div><dt>%s</dt><dd>%s</dd></div>"
        .formatted(escaped(label(field.getKey())), value(field.getValue()));
  }

  static String money(Json.Obj obj) {
    Money money = Money.of(CurrencyUnit.of(obj.text("currency")), obj.decimal("amount"));
    return "<span class=\"amount\">" + escaped(Amounts.text(money)) + "</span>";
  }

  private static String address(Json.Obj obj) {
    String parts =
        List.of("street", "city", "region", "postalCode", "country").stream()
            .flatMap(part -> obj.get(part).stream())
            .map(Html::value)
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? NONE : parts;
  }

  /// Names and values side by side. Values are HTML already.
  static String facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact ->
            "<div><dt>%s</dt><dd>%s</dd></div>\n"
                .formatted(escaped(fact.getKey()), fact.getValue()))
        .collect(Collectors.joining("", "<dl class=\"facts\">\n", "</dl>\n"));
  }

  /// A table. Cells are HTML already.
  ///
  /// @param kind a class of the style sheet
  static String table(String kind, List<String> heads, List<List<String>> rows) {
    String head =
        heads.stream().map(h -> "<th>" + escaped(h) + "</th>").collect(Collectors.joining());
    String body =
        rows.stream()
            .map(row -> row.stream().map(c -> "<td>" + c + "</td>").collect(Collectors.joining()))
            .collect(Collectors.joining("</tr>\n<tr>"));
    return "<table class=\"%s\"><thead><tr>%s</tr></thead><tbody>\n<tr>%s</tr>\n</tbody></table>\n"
        .formatted(kind, head, body);
  }
}
