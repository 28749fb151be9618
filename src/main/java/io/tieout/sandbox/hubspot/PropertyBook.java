package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.hubspot.Property.Kind;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The property definitions and groups of the portal.
final class PropertyBook {
  private static final int MOST_UNIQUE = 10;
  private static final String NAME = "[a-z][a-z0-9_]{0,99}";

  private final Map<ObjectType, SequencedMap<String, Property>> properties =
      new EnumMap<>(ObjectType.class);
  private final Map<ObjectType, List<String>> unique = new EnumMap<>(ObjectType.class);
  private final Map<ObjectType, SequencedMap<String, String>> groups =
      new EnumMap<>(ObjectType.class);

  PropertyBook(Instant since) {
    for (ObjectType type : ObjectType.values()) {
      SequencedMap<String, Property> own = new LinkedHashMap<>();
      StandardProperties.of(type, since).forEach(p -> own.put(p.name(), p));
      properties.put(type, own);
      SequencedMap<String, String> named = new LinkedHashMap<>();
      named.put(StandardProperties.group(type), type.singular() + " information");
      groups.put(type, named);
    }
  }

  Optional<Property> find(ObjectType type, String name) {
    return Optional.ofNullable(own(type).get(name));
  }

  Property need(ObjectType type, String name) {
    return find(type, name)
        .orElseThrow(() ->
            Refusal.notFound(
                "No property exists with name %s for object type %s"
                    .formatted(name, type.typeId())));
  }

  List<Property> all(ObjectType type) {
    return List.copyOf(own(type).values());
  }

  /// Where `hasUniqueValue` holds.
  List<String> unique(ObjectType type) {
    // Asked for at every write, so kept until a definition changes.
    return unique.computeIfAbsent(
        type, t -> own(t).values().stream().filter(Property::unique).map(Property::name).toList());
  }

  Property create(ObjectType type, Json.Obj body, Instant now) {
    String name = text(body, "name");
    if (!name.matches(NAME)) {
      throw Refusal.validation(
          "Property name '%s' must be lower case letters, digits and underscores".formatted(name));
    }
    if (own(type).containsKey(name)) {
      throw new Refusal(
          409,
          "OBJECT_ALREADY_EXISTS",
          "A property named '%s' already exists.".formatted(name),
          List.of());
    }
    String group = text(body, "groupName");
    if (!own(groups, type).containsKey(group)) {
      throw Refusal.validation(
          "Property group '%s' does not exist for %s".formatted(group, type.plural()));
    }
    boolean unique = body.flag("hasUniqueValue");
    if (unique && unique(type).size() >= MOST_UNIQUE) {
      throw Refusal.validation(
          "%s already has %d unique properties".formatted(type.plural(), MOST_UNIQUE));
    }
    Kind kind =
        Kind.of(text(body, "type"))
            .orElseThrow(() -> Refusal.validation("Unknown property type " + text(body, "type")));
    String fieldType = text(body, "fieldType");
    fits(kind, fieldType, name);
    Property made =
        new Property(
            name,
            text(body, "label"),
            group,
            kind,
            fieldType,
            body.optText("description").orElse(""),
            options(body, kind, name),
            unique,
            false,
            false,
            false,
            now);
    own(type).put(name, made);
    this.unique.remove(type);
    return made;
  }

  Property change(ObjectType type, String name, Json.Obj body) {
    Property old = need(type, name);
    if (old.standard()) {
      throw Refusal.validation("Property '%s' is read only".formatted(name));
    }
    Kind kind = body.optText("type").flatMap(Kind::of).orElse(old.kind());
    String fieldType = body.optText("fieldType").orElse(old.fieldType());
    fits(kind, fieldType, name);
    Property changed =
        new Property(
            name,
            body.optText("label").orElse(old.label()),
            body.optText("groupName").orElse(old.group()),
            kind,
            fieldType,
            body.optText("description").orElse(old.description()),
            body.has("options") ? options(body, kind, name) : old.options(),
            old.unique(),
            false,
            false,
            false,
            old.created());
    own(type).put(name, changed);
    return changed;
  }

  void archive(ObjectType type, String name) {
    if (find(type, name).filter(Property::standard).isPresent()) {
      throw Refusal.validation("Property '%s' is defined by HubSpot".formatted(name));
    }
    own(type).remove(name);
    this.unique.remove(type);
  }

  Json.Obj createGroup(ObjectType type, Json.Obj body) {
    String name = text(body, "name");
    if (own(groups, type).containsKey(name)) {
      throw new Refusal(
          409,
          "OBJECT_ALREADY_EXISTS",
          "A property group named '%s' already exists.".formatted(name),
          List.of());
    }
    own(groups, type).put(name, text(body, "label"));
    return group(type, name);
  }

  Json.Obj changeGroup(ObjectType type, String name, Json.Obj body) {
    group(type, name);
    body.optText("label").ifPresent(label -> own(groups, type).put(name, label));
    return group(type, name);
  }

  void archiveGroup(ObjectType type, String name) {
    if (own(type).values().stream().anyMatch(p -> p.group().equals(name))) {
      throw Refusal.validation("Property group '%s' still has properties".formatted(name));
    }
    own(groups, type).remove(name);
  }

  List<Json.Obj> groups(ObjectType type) {
    return own(groups, type).keySet().stream().map(name -> group(type, name)).toList();
  }

  Json.Obj group(ObjectType type, String name) {
    String label =
        Optional.ofNullable(own(groups, type).get(name))
            .orElseThrow(() -> Refusal.notFound("No property group named " + name));
    return Json.object()
        .put("name", name)
        .put("label", label)
        .put("displayOrder", -1)
        .put("archived", false)
        .build();
  }

  private static void fits(Kind kind, String fieldType, String name) {
    if (!kind.takes(fieldType)) {
      throw Refusal.validation(
          "Property '%s': field type %s does not go with type %s"
              .formatted(name, fieldType, kind.type()));
    }
  }

  private static List<Property.Option> options(Json.Obj body, Kind kind, String name) {
    List<Property.Option> options = new ArrayList<>();
    for (Json.Obj option : body.objects("options")) {
      options.add(
          new Property.Option(
              text(option, "label"),
              text(option, "value"),
              option.optDecimal("displayOrder").map(d -> d.intValue()).orElse(options.size()),
              option.flag("hidden")));
    }
    if (kind == Kind.ENUMERATION && options.isEmpty()) {
      throw Refusal.validation("Property '%s' is an enumeration without options".formatted(name));
    }
    return options;
  }

  private static String text(Json.Obj body, String name) {
    return body.optText(name)
        .filter(t -> !t.isBlank())
        .orElseThrow(() ->
            Refusal.validation(
                "Invalid input JSON: some required fields were not set: [%s]".formatted(name)));
  }

  private SequencedMap<String, Property> own(ObjectType type) {
    return own(properties, type);
  }

  private static <T> SequencedMap<String, T> own(
      Map<ObjectType, SequencedMap<String, T>> book, ObjectType type) {
    return book.computeIfAbsent(type, _ -> new LinkedHashMap<>());
  }
}
