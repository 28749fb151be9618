package io.tieout.sandbox.pubsub;

import io.tieout.sandbox.salesforce.RecordChange.EventField;
import io.tieout.sandbox.salesforce.RecordChange.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/// The Avro schemas of change events, one an object; another one, with another id, when the
/// object's fields change. Addresses and a contact's name are nested, as the vendor has them. Not
/// safe for several threads: the feed's lock guards it.
final class ChangeSchemas {
  static final String HEADER = "ChangeEventHeader";
  private static final Pattern ADDRESS =
      Pattern.compile("(Billing|Shipping|Mailing)(Street|City|State|PostalCode|Country)");
  private static final List<String> KINDS =
      List.of(
          "CREATE",
          "UPDATE",
          "DELETE",
          "UNDELETE",
          "GAP_CREATE",
          "GAP_UPDATE",
          "GAP_DELETE",
          "GAP_UNDELETE",
          "GAP_OVERFLOW");

  private final Function<String, List<EventField>> fields;
  private final Map<String, List<EventField>> added = new HashMap<>();
  private final Map<String, Layout> current = new HashMap<>();
  private final Map<String, Layout> byId = new HashMap<>();

  /// @param fields of an object, by its name
  ChangeSchemas(Function<String, List<EventField>> fields) {
    this.fields = fields;
  }

  /// Where a field stands in the event, at the top or one level down.
  record Path(String top, Optional<String> nested) {}

  /// A schema, and which of the object's fields stands where in it.
  record Layout(String id, Schema schema, Map<Path, EventField> places) {
    Layout {
      places = new LinkedHashMap<>(places);
    }
  }

  Layout of(String entity) {
    return current.computeIfAbsent(
        entity,
        e -> {
          Layout layout = layout(e);
          byId.put(layout.id(), layout);
          return layout;
        });
  }

  Optional<Schema> byId(String id) {
    return Optional.ofNullable(byId.get(id)).map(Layout::schema);
  }

  /// An administrator adds a field to an object.
  void add(String entity, EventField field) {
    added.computeIfAbsent(entity, _ -> new ArrayList<>()).add(field);
    current.remove(entity);
  }

  private Layout layout(String entity) {
    Map<Path, EventField> places = new LinkedHashMap<>();
    Map<String, Map<String, Schema>> nested = new LinkedHashMap<>();
    List<EventField> all = new ArrayList<>(fields.apply(entity));
    all.addAll(added.getOrDefault(entity, List.of()));
    boolean person = entity.equals("Contact");
    for (EventField field : all) {
      if (person && field.name().equals("Name")) {
        continue;
      }
      Path path = path(person, field.name());
      places.put(path, field);
      nested
          .computeIfAbsent(path.top(), _ -> new LinkedHashMap<>())
          .put(path.nested().orElse(""), optional(type(field.shape())));
    }
    List<Schema.Field> out = new ArrayList<>();
    out.add(new Schema.Field(HEADER, header()));
    nested.forEach((top, members) -> {
      Schema only = members.get("");
      Schema schema = only == null ? optional(compound(top, members)) : only;
      out.add(new Schema.Field(top, schema, "", Schema.Field.NULL_DEFAULT_VALUE));
    });
    Schema schema =
        Schema.createRecord(entity + "ChangeEvent", "", "com.sforce.eventbus", false, out);
    return new Layout(id(schema), schema, places);
  }

  private static Path path(boolean person, String field) {
    Matcher address = ADDRESS.matcher(field);
    if (address.matches()) {
      return new Path(address.group(1) + "Address", Optional.of(address.group(2)));
    }
    return person && (field.equals("FirstName") || field.equals("LastName"))
        ? new Path("Name", Optional.of(field))
        : new Path(field, Optional.empty());
  }

  private static Schema compound(String top, Map<String, Schema> members) {
    List<Schema.Field> out = new ArrayList<>();
    members.forEach((name, schema) ->
        out.add(new Schema.Field(name, schema, "", Schema.Field.NULL_DEFAULT_VALUE)));
    String name = top.equals("Name") ? "PersonName" : top;
    return Schema.createRecord(name, "", "com.sforce.eventbus", false, out);
  }

  private static Schema header() {
    Schema text = Schema.create(Schema.Type.STRING);
    Schema number = Schema.create(Schema.Type.LONG);
    Schema texts = Schema.createArray(text);
    List<Schema.Field> out =
        List.of(
            new Schema.Field("entityName", text),
            new Schema.Field("recordIds", texts),
            new Schema.Field(
                "changeType", Schema.createEnum("ChangeType", "", "com.sforce.eventbus", KINDS)),
            new Schema.Field("changeOrigin", text),
            new Schema.Field("transactionKey", text),
            new Schema.Field("sequenceNumber", Schema.create(Schema.Type.INT)),
            new Schema.Field("commitTimestamp", number),
            new Schema.Field("commitNumber", number),
            new Schema.Field("commitUser", text),
            new Schema.Field("nulledFields", texts),
            new Schema.Field("diffFields", texts),
            new Schema.Field("changedFields", texts));
    return Schema.createRecord(HEADER, "", "com.sforce.eventbus", false, out);
  }

  private static Schema type(Shape shape) {
    return Schema.create(
        switch (shape) {
          case TEXT -> Schema.Type.STRING;
          case FLAG -> Schema.Type.BOOLEAN;
          case NUMBER -> Schema.Type.DOUBLE;
          case WHOLE -> Schema.Type.INT;
          case MOMENT -> Schema.Type.LONG;
        });
  }

  private static Schema optional(Schema schema) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  private static String id(Schema schema) {
    long print = SchemaNormalization.parsingFingerprint64(schema);
    byte[] bytes = ByteBuffer.allocate(16).putLong(print).putLong(~print).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
