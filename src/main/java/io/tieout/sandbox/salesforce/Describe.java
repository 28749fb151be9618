package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Schema.Children;
import io.tieout.sandbox.salesforce.Schema.Field;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;

/// What the org says of its objects and fields.
final class Describe {
  private static final int BYTES_PER_CHARACTER = 3;

  private final Schema schema;

  Describe(Schema schema) {
    this.schema = schema;
  }

  Json resources(String dataPath) {
    JsonObjBuilder out = Json.object();
    for (String name : List.of("sobjects", "query", "queryAll", "composite", "limits")) {
      out.put(name, dataPath + "/" + name);
    }
    return out.build();
  }

  Json global(String dataPath) {
    return Json.object()
        .put("encoding", "UTF-8")
        .put("maxBatchSize", 200)
        .put("sobjects", schema.all().stream().map(o -> head(o, dataPath).build()).toList())
        .build();
  }

  Json basic(SObject type, String dataPath) {
    return Json.object()
        .put("objectDescribe", head(type, dataPath))
        .put("recentItems", List.of())
        .build();
  }

  Json full(SObject type, String dataPath) {
    return head(type, dataPath)
        .put("fields", type.fields().stream().map(this::field).toList())
        .put("childRelationships", schema.childrenOf(type).stream().map(this::child).toList())
        .put("recordTypeInfos", List.of())
        .put("supportedScopes", List.of())
        .build();
  }

  private JsonObjBuilder head(SObject type, String dataPath) {
    String base = dataPath + "/sobjects/" + type.name();
    boolean fixed = type.name().equals("Organization") || type.name().equals("OpportunityStage");
    return Json.object()
        .put("name", type.name())
        .put("label", type.label())
        .put("labelPlural", type.plural())
        .put("keyPrefix", type.prefix())
        .put("custom", type.custom())
        .put("customSetting", false)
        .put("createable", !fixed)
        .put("updateable", !fixed)
        .put("deletable", !fixed)
        .put("queryable", true)
        .put("retrieveable", true)
        .put("searchable", !fixed)
        .put("replicateable", true)
        .put("undeletable", !fixed)
        .put("layoutable", true)
        .put("mergeable", false)
        .put("triggerable", true)
        .put("feedEnabled", false)
        .put("deprecatedAndHidden", false)
        .put(
            "urls",
            Json.object()
                .put("sobject", base)
                .put("describe", base + "/describe")
                .put("rowTemplate", base + "/{ID}"));
  }

  private Json child(Children children) {
    return Json.object()
        .put("childSObject", children.child().name())
        .put("field", children.by().name())
        .put("relationshipName", children.relationship())
        .put("cascadeDelete", children.by().is("required"))
        .put("deprecatedAndHidden", false)
        .build();
  }

  private Json.Obj field(Field field) {
    boolean text = field.kind().isText() || field.isReference() || field.name().equals("Id");
    boolean whole = field.kind().name().equals("int");
    boolean decimal = field.kind().isNumber() && !whole;
    return Json.object()
        .put("name", field.name())
        .put("label", field.label())
        .put("type", field.kind().type())
        .put("soapType", field.kind().soapType())
        .put("length", text ? field.size() : 0)
        .put("byteLength", text ? field.size() * BYTES_PER_CHARACTER : 0)
        .put("precision", decimal ? field.size() : 0)
        .put("scale", decimal ? field.scale() : 0)
        .put("digits", whole ? 9 : 0)
        .put("custom", field.custom())
        .put("externalId", field.is("extid"))
        .put("unique", field.is("unique"))
        .put("caseSensitive", false)
        .put("idLookup", field.is("extid") || field.name().equals("Id"))
        .put("nameField", field.is("name"))
        .put("nillable", !field.is("required") && !field.kind().name().equals("boolean"))
        .put("createable", field.createable())
        .put("updateable", field.updateable())
        .put("defaultedOnCreate", field.kind().name().equals("boolean"))
        .put("calculated", false)
        .put("autoNumber", false)
        .put("filterable", !field.kind().name().equals("base64"))
        .put("sortable", !field.kind().name().equals("base64"))
        .put("groupable", text)
        .put("aggregatable", text || field.kind().isNumber())
        .put("restrictedPicklist", field.is("restricted"))
        .put("referenceTo", Json.texts(field.targets()))
        .put("relationshipName", field.relationship().<Json>map(Json::of).orElse(Json.nothing()))
        .put("polymorphicForeignKey", field.targets().size() > 1)
        .put("picklistValues", field.values().stream().map(Describe::choice).toList())
        .put("deprecatedAndHidden", false)
        .build();
  }

  private static Json.Obj choice(String value) {
    return Json.object()
        .put("active", true)
        .put("defaultValue", false)
        .put("label", value)
        .put("value", value)
        .build();
  }
}
