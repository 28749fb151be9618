package io.tieout.vendor.pubsub;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/// The header of a change event; the rest of the event is left unread.
///
/// @param changeType Salesforce's word, such as `UPDATE` or `GAP_CREATE`
/// @param fields all that the header says was changed; empty when it cannot be read
record ChangeEvent(
    String entity,
    List<String> recordIds,
    String changeType,
    String origin,
    Instant committedAt,
    String commitUser,
    Optional<Set<String>> fields) {
  private static final String HEADER = "ChangeEventHeader";
  private static final List<String> FIELD_LISTS =
      List.of("changedFields", "nulledFields", "diffFields");

  ChangeEvent {
    recordIds = List.copyOf(recordIds);
  }

  /// Why an event cannot be read.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }

    Unreadable(String message) {
      super(message);
    }
  }

  static ChangeEvent read(Schema schema, ByteString payload) throws Unreadable {
    GenericRecord event;
    try {
      event =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(payload.toByteArray(), null));
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new Unreadable("its payload does not fit its schema " + schema.getFullName(), e);
    }
    if (!event.hasField(HEADER) || !(event.get(HEADER) instanceof GenericRecord header)) {
      throw new Unreadable("it has no " + HEADER + "; is the topic one of change events?");
    }
    List<String> packed = new ArrayList<>();
    FIELD_LISTS.forEach(list -> packed.addAll(texts(header, list)));
    return new ChangeEvent(
        text(header, "entityName"),
        texts(header, "recordIds"),
        text(header, "changeType"),
        text(header, "changeOrigin"),
        Instant.ofEpochMilli(header.get("commitTimestamp") instanceof Long millis ? millis : 0L),
        text(header, "commitUser"),
        ChangedFields.names(schema, packed));
  }

  private static String text(GenericRecord record, String field) {
    Object value = record.hasField(field) ? record.get(field) : null;
    return value == null ? "" : value.toString();
  }

  private static List<String> texts(GenericRecord record, String field) {
    Object value = record.hasField(field) ? record.get(field) : null;
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }
}
