package io.tieout.vendor.pubsub;

import io.tieout.vendor.pubsub.ChangeEvent.Unreadable;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/// Schemas by their id. An id never changes its meaning, so each is fetched once. For one thread.
final class Schemas {
  private final Map<String, Schema> known = new HashMap<>();

  /// Where unknown schemas come from.
  @FunctionalInterface
  interface Source {
    /// The schema in Avro's JSON; `Unreadable` when there is none of this id.
    String json(String id) throws Unreadable;
  }

  Schema get(String id, Source source) throws Unreadable {
    Schema held = known.get(id);
    if (held != null) {
      return held;
    }
    String json = source.json(id);
    try {
      Schema.Parser lenient = new Schema.Parser(NameValidator.NO_VALIDATION);
      lenient.setValidateDefaults(false);
      Schema schema = lenient.parse(json);
      if (schema.getType() != Schema.Type.RECORD) {
        throw new Unreadable("its schema " + id + " is no record");
      }
      known.put(id, schema);
      return schema;
    } catch (AvroRuntimeException e) {
      throw new Unreadable("its schema " + id + " cannot be read", e);
    }
  }
}
