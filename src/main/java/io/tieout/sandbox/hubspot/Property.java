package io.tieout.sandbox.hubspot;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The definition of a property.
///
/// @param standard defined by the vendor; it cannot be archived
/// @param readOnly its value is the vendor's to set
/// @param open an enumeration whose options lie elsewhere, such as pipelines
record Property(
    String name,
    String label,
    String group,
    Kind kind,
    String fieldType,
    String description,
    List<Option> options,
    boolean unique,
    boolean standard,
    boolean readOnly,
    boolean open,
    Instant created) {
  Property {
    options = List.copyOf(options);
  }

  /// What values a property takes.
  enum Kind {
    STRING("string", "text,textarea,html,phonenumber,file"),
    NUMBER("number", "number"),
    DATE("date", "date"),
    DATETIME("datetime", "date"),
    ENUMERATION("enumeration", "select,checkbox,radio,booleancheckbox"),
    BOOL("bool", "booleancheckbox");

    private final String type;
    private final String fieldTypes;

    Kind(String type, String fieldTypes) {
      this.type = type;
      this.fieldTypes = fieldTypes;
    }

    String type() {
      return type;
    }

    boolean takes(String fieldType) {
      return fieldTypes().contains(fieldType);
    }

    String usualField() {
      return fieldTypes().getFirst();
    }

    private List<String> fieldTypes() {
      return List.of(fieldTypes.split(",", -1));
    }

    static Optional<Kind> of(String type) {
      return List.of(values()).stream().filter(k -> k.type.equals(type)).findFirst();
    }
  }

  /// A choice of an enumeration.
  record Option(String label, String value, int order, boolean hidden) {
    Json.Obj json() {
      return Json.object()
          .put("label", label)
          .put("value", value)
          .put("displayOrder", order)
          .put("hidden", hidden)
          .build();
    }
  }

  /// Several values joined by `;`.
  boolean multiple() {
    return kind == Kind.ENUMERATION && fieldType.equals("checkbox");
  }

  Json.Obj json() {
    JsonObjBuilder out =
        Json.object()
            .put("updatedAt", Stamps.iso(created))
            .put("createdAt", Stamps.iso(created))
            .put("name", name)
            .put("label", label)
            .put("type", kind.type())
            .put("fieldType", fieldType)
            .put("description", description)
            .put("groupName", group)
            .put("options", options.stream().map(Option::json).toList())
            .put("displayOrder", -1)
            .put("calculated", false)
            .put("externalOptions", open)
            .put("archived", false)
            .put("hasUniqueValue", unique)
            .put("hidden", false);
    if (standard) {
      out.put("hubspotDefined", true);
    }
    return out.put(
            "modificationMetadata",
            Json.object()
                .put("archivable", !standard)
                .put("readOnlyDefinition", standard)
                .put("readOnlyValue", readOnly))
        .put("formField", false)
        .put("dataSensitivity", "non_sensitive")
        .build();
  }
}
