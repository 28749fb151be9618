package io.tieout.sandbox.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The objects of the org and their fields, read from `objects.txt`.
final class Schema {
  private static final Pattern FIELD =
      Pattern.compile("\\s+(\\w+) (\\w+)(?:\\(([^)]*)\\))?((?: [\\w:]+)*)");
  private static final Pattern OBJECT = Pattern.compile("object (\\w+) (\\w{3}) (.+) / (.+)");
  private static final List<String> SYSTEM =
      List.of(
          "  Id id readonly",
          "  IsDeleted boolean readonly",
          "  CreatedDate datetime readonly",
          "  CreatedById reference(User) readonly",
          "  LastModifiedDate datetime readonly",
          "  LastModifiedById reference(User) readonly",
          "  SystemModstamp datetime readonly");

  /// How lines write a quantity.
  private static final String QUANTITY = "quantity";

  /// The field that every record with amounts has in an org with currencies; in others it is not
  /// there, and naming it is an error.
  static final String CURRENCY = "CurrencyIsoCode";

  /// Lines and quotes are in the currency of their deal.
  private static final Map<String, String> IN_CURRENCY =
      Map.of(
          "account", "",
          "opportunity", "",
          "opportunitylineitem", " readonly",
          "pricebookentry", " createonly",
          "quote", " readonly",
          "quotelineitem", " readonly");

  private final Map<String, SObject> objects = new LinkedHashMap<>();
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  private Schema() {}

  /// A kind of field with its names in a describe.
  record Kind(String name, String type, String soapType) {
    boolean isNumber() {
      return Set.of("currency", "number", "percent", "int").contains(name);
    }

    boolean isText() {
      return Set.of("string", "textarea", "picklist", "email", "phone", "url").contains(name);
    }
  }

  /// A field. `size` is a length or a precision; `values` are a picklist's, `targets` a
  /// reference's.
  record Field(
      String name,
      Kind kind,
      int size,
      int scale,
      List<String> values,
      List<String> targets,
      Set<String> flags) {
    boolean is(String flag) {
      return flags.contains(flag);
    }

    /// As many digits before the point as were, and others behind it.
    Field scaled(int decimals) {
      return new Field(name, kind, size - scale + decimals, decimals, values, targets, flags);
    }

    boolean isReference() {
      return kind.name().equals("reference");
    }

    boolean custom() {
      return name.endsWith("__c");
    }

    /// How a path names the record a reference leads to: `AccountId` is `Account`.
    Optional<String> relationship() {
      if (!isReference()) {
        return Optional.empty();
      }
      return Optional.of(
          custom() ? name.replaceAll("__c$", "__r") : name.substring(0, name.length() - 2));
    }

    Optional<String> childRelationship() {
      return flags.stream()
          .filter(f -> f.startsWith("children:"))
          .map(f -> f.substring("children:".length()))
          .findFirst();
    }

    boolean createable() {
      return !is("readonly");
    }

    boolean updateable() {
      return createable() && !is("createonly");
    }

    String label() {
      String bare = custom() ? name.replaceAll("__c$", "").replace('_', ' ') : name;
      return bare.replaceAll("(?<=[a-z])Id$", " ID").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
  }

  /// An object and its fields by lower-case name.
  record SObject(
      String name, String prefix, String label, String plural, Map<String, Field> byName) {
    Optional<Field> field(String wanted) {
      return Optional.ofNullable(byName.get(wanted.toLowerCase(Locale.ROOT)));
    }

    List<Field> fields() {
      return List.copyOf(byName.values());
    }

    Optional<Field> referenceNamed(String relationship) {
      return byName.values().stream()
          .filter(f -> f.relationship().filter(relationship::equalsIgnoreCase).isPresent())
          .findFirst();
    }

    boolean custom() {
      return name.endsWith("__c");
    }
  }

  /// The rows of `child` whose `by` leads to the parent, under the relationship's name.
  record Children(String relationship, SObject child, Field by) {}

  static Schema load(Org org) {
    Schema schema = new Schema();
    try (InputStream in = Schema.class.getResourceAsStream("objects.txt")) {
      if (in == null) {
        throw new IllegalStateException("objects.txt is missing beside " + Schema.class);
      }
      schema.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema.setUp(org);
    return schema;
  }

  private void setUp(Org org) {
    for (SObject object : objects.values()) {
      object.byName().computeIfPresent(QUANTITY, (_, f) -> f.scaled(org.quantityDecimals()));
    }
    if (org.currencies()) {
      IN_CURRENCY.forEach((object, flags) ->
          add(named(object).byName(), "  %s string(3)%s".formatted(CURRENCY, flags)));
    }
  }

  Optional<SObject> find(String name) {
    return Optional.ofNullable(objects.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The object, or the vendor's 404 for a path that names none.
  SObject named(String name) {
    return find(name).orElseThrow(ApiError::notFound);
  }

  List<SObject> all() {
    return List.copyOf(objects.values());
  }

  Optional<SObject> ofId(String id) {
    return objects.values().stream().filter(o -> id.startsWith(o.prefix())).findFirst();
  }

  List<Children> childrenOf(SObject parent) {
    List<Children> found = new ArrayList<>();
    for (SObject child : objects.values()) {
      for (Field by : child.fields()) {
        if (by.targets().contains(parent.name())) {
          by.childRelationship().ifPresent(n -> found.add(new Children(n, child, by)));
        }
      }
    }
    return found;
  }

  private void read(String text) {
    Map<String, Field> current = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher object = OBJECT.matcher(line);
      if (line.startsWith("kind ")) {
        List<String> words = List.of(line.split(" ", -1));
        kinds.put(words.get(1), new Kind(words.get(1), words.get(2), words.get(3)));
      } else if (object.matches()) {
        current = new LinkedHashMap<>();
        for (String system : SYSTEM) {
          add(current, system);
        }
        String name = object.group(1);
        objects.put(
            name.toLowerCase(Locale.ROOT),
            new SObject(name, object.group(2), object.group(3), object.group(4), current));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        add(current, line);
      }
    }
  }

  private void add(Map<String, Field> fields, String line) {
    Matcher m = FIELD.matcher(line);
    Kind kind = m.matches() ? kinds.get(m.group(2)) : null;
    if (kind == null) {
      throw new IllegalStateException("objects.txt: cannot read '" + line + "'");
    }
    String given = m.group(3) == null ? "" : m.group(3);
    boolean isPicklist = kind.name().equals("picklist");
    boolean isReference = kind.name().equals("reference");
    List<String> parts =
        given.isEmpty() ? List.of() : Arrays.asList(given.split(isPicklist ? "\\|" : ",", -1));
    boolean sized = !isPicklist && !isReference && !parts.isEmpty();
    Set<String> flags =
        Arrays.stream(m.group(4).strip().split(" ", -1))
            .filter(f -> !f.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    fields.put(
        m.group(1).toLowerCase(Locale.ROOT),
        new Field(
            m.group(1),
            kind,
            sized ? Integer.parseInt(parts.getFirst()) : isPicklist ? 255 : 18,
            sized && parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0,
            isPicklist ? parts : List.of(),
            isReference ? parts : List.of(),
            flags));
  }
}
