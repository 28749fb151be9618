package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Property.Kind;
import io.tieout.sandbox.hubspot.SearchQuery.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether a record matches a search, with the vendor's rules of case.
final class Filters {
  private static final String ASSOCIATED = "associations.";
  private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}@._*-]+");

  private final Portal portal;
  private final ObjectType type;
  private final Instant now;

  Filters(Portal portal, ObjectType type) {
    this.portal = portal;
    this.type = type;
    this.now = portal.now();
  }

  /// Refuses a filter on a property that does not exist.
  void known(Filter filter) {
    if (filter.property().startsWith(ASSOCIATED)) {
      ObjectType.named(filter.property().substring(ASSOCIATED.length()));
    } else if (portal.properties().find(type, filter.property()).isEmpty()) {
      throw Refusal.validation(
          "Property \"%s\" does not exist".formatted(filter.property()),
          "PROPERTY_DOESNT_EXIST",
          "propertyName",
          filter.property());
    }
  }

  /// The whole search as one question to a record; values are read once, not for each record.
  Predicate<Row> compile(SearchQuery query) {
    List<Predicate<Row>> groups =
        query.groups().stream()
            .map(g -> g.stream().map(this::compile).reduce(Predicate::and).orElse(_ -> true))
            .toList();
    Predicate<Row> filtered = groups.stream().reduce(Predicate::or).orElse(_ -> true);
    return query.text().isBlank() ? filtered : filtered.and(row -> says(row, query.text()));
  }

  private Predicate<Row> compile(Filter filter) {
    if (filter.property().startsWith(ASSOCIATED)) {
      return row -> associated(row, filter);
    }
    String name = filter.property();
    Property property = portal.properties().need(type, name);
    return switch (filter.operator()) {
      case HAS_PROPERTY -> row -> row.value(name).isPresent();
      case NOT_HAS_PROPERTY -> row -> row.value(name).isEmpty();
      case EQ -> sign(property, filter.value(), s -> s == 0);
      case NEQ -> sign(property, filter.value(), s -> s == 0).negate();
      case LT -> sign(property, filter.value(), s -> s < 0);
      case LTE -> sign(property, filter.value(), s -> s <= 0);
      case GT -> sign(property, filter.value(), s -> s > 0);
      case GTE -> sign(property, filter.value(), s -> s >= 0);
      case BETWEEN ->
          sign(property, filter.value(), s -> s >= 0)
              .and(sign(property, filter.high(), s -> s <= 0));
      case IN -> among(property, filter.values());
      case NOT_IN -> among(property, filter.values()).negate();
      case CONTAINS_TOKEN ->
          row -> row.value(name).filter(v -> token(v, filter.value())).isPresent();
      case NOT_CONTAINS_TOKEN ->
          row -> row.value(name).filter(v -> token(v, filter.value())).isEmpty();
    };
  }

  private boolean associated(Row row, Filter filter) {
    ObjectType to = ObjectType.named(filter.property().substring(ASSOCIATED.length()));
    List<String> ids =
        portal.associations().of(new Link.End(type, row.id()), to, now).stream()
            .map(l -> Long.toString(l.to()))
            .toList();
    return switch (filter.operator()) {
      case EQ -> ids.contains(filter.value());
      case IN -> filter.values().stream().anyMatch(ids::contains);
      case HAS_PROPERTY -> !ids.isEmpty();
      case NOT_HAS_PROPERTY -> ids.isEmpty();
      case NEQ, NOT_IN, LT, LTE, GT, GTE, BETWEEN, CONTAINS_TOKEN, NOT_CONTAINS_TOKEN ->
          throw Refusal.validation(
              "operator %s does not go with associations".formatted(filter.operator()));
    };
  }

  /// How a record's value compares with the wanted one: numbers and times by their size, texts
  /// without regard to case, choices exactly. A record without a value never matches.
  private static Predicate<Row> sign(Property property, String wanted, IntPredicate how) {
    String name = property.name();
    return switch (property.kind()) {
      case NUMBER -> {
        BigDecimal number = number(wanted);
        yield row -> size(row, name).map(number::compareTo).filter(s -> how.test(-s)).isPresent();
      }
      case DATE, DATETIME -> {
        Instant time = time(wanted);
        yield row -> time(row, name).map(time::compareTo).filter(s -> how.test(-s)).isPresent();
      }
      case STRING ->
          row -> row.value(name).filter(v -> how.test(v.compareToIgnoreCase(wanted))).isPresent();
      case ENUMERATION, BOOL ->
          row -> row.value(name).filter(v -> how.test(v.compareTo(wanted))).isPresent();
    };
  }

  private static Optional<BigDecimal> size(Row row, String property) {
    return property.equals("hs_object_id")
        ? Optional.of(BigDecimal.valueOf(row.id()))
        : Values.decimal(row, property);
  }

  private static Optional<Instant> time(Row row, String property) {
    if (property.equals(row.type().modified())) {
      return Optional.of(row.updated());
    }
    return row.value(property).flatMap(Values::instant);
  }

  private static BigDecimal number(String text) {
    return Values.decimal(text)
        .orElseThrow(() -> Refusal.validation(text + " was not a valid number."));
  }

  private static Instant time(String text) {
    return Values.instant(text)
        .orElseThrow(() -> Refusal.validation(text + " was not a valid timestamp."));
  }

  /// Lists of texts are compared with the record's value in lower case: what is asked in upper case
  /// is never found.
  private static Predicate<Row> among(Property property, List<String> wanted) {
    if (property.kind() == Kind.STRING) {
      return row ->
          row.value(property.name())
              .filter(v -> wanted.contains(v.toLowerCase(Locale.ROOT)))
              .isPresent();
    }
    return wanted.stream()
        .map(w -> sign(property, w, s -> s == 0))
        .reduce(Predicate::or)
        .orElse(_ -> false);
  }

  /// Whether each wanted word is a word of the value; `*` stands for any letters.
  private static boolean token(String value, String wanted) {
    List<String> words = words(value);
    return words(wanted).stream()
        .allMatch(w -> {
          Pattern pattern = Pattern.compile("\\Q" + w.replace("*", "\\E.*\\Q") + "\\E");
          return words.stream().anyMatch(v -> pattern.matcher(v).matches());
        });
  }

  private static List<String> words(String text) {
    return Arrays.stream(BREAK.split(text.toLowerCase(Locale.ROOT), -1))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  /// The free text of a search looks at the texts that people search by.
  private static boolean says(Row row, String query) {
    List<String> looked =
        switch (row.type()) {
          case DEAL -> List.of("dealname", "dealtype", "description");
          case COMPANY -> List.of("name", "domain", "website", "phone");
          case CONTACT -> List.of("firstname", "lastname", "email", "phone", "company");
          case PRODUCT -> List.of("name", "description", "price", "hs_sku");
          case LINE_ITEM -> List.of("name", "description", "hs_sku");
          case QUOTE -> List.of("hs_title");
          case TASK -> List.of("hs_task_subject", "hs_task_body");
          case NOTE -> List.of("hs_note_body");
        };
    String all =
        String.join(" ", looked.stream().flatMap(p -> row.value(p).stream()).toList())
            .toLowerCase(Locale.ROOT);
    return words(query).stream().allMatch(all::contains);
  }
}
