package io.tieout.sandbox.pubsub;

import com.google.protobuf.ByteString;
import io.tieout.sandbox.pubsub.ChangeSchemas.Layout;
import io.tieout.sandbox.pubsub.ChangeSchemas.Path;
import io.tieout.sandbox.salesforce.RecordChange.EventField;
import io.tieout.value.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/// Writes a change event in Avro's binary form.
final class EventWriter {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

  private EventWriter() {}

  /// What the header of an event says.
  ///
  /// @param kind one of the vendor's words, `UPDATE` or `GAP_OVERFLOW` for example
  record Header(
      String entity,
      List<String> recordIds,
      String kind,
      String origin,
      String transactionKey,
      int sequenceNumber,
      Instant committedAt,
      String userId) {}

  /// @param changed which of the object's fields the bitmaps name
  static ByteString write(
      Layout layout, Header header, Json.Obj values, Predicate<String> changed) {
    GenericData.Record event = new GenericData.Record(layout.schema());
    Map<String, GenericData.Record> compounds = new LinkedHashMap<>();
    layout.places().forEach((path, field) -> put(event, compounds, path, value(field, values)));
    event.put(ChangeSchemas.HEADER, header(layout, header, values, changed));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericData.Record>(layout.schema()).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(out.toByteArray());
  }

  private static GenericData.Record header(
      Layout layout, Header header, Json.Obj values, Predicate<String> changed) {
    Schema schema = layout.schema().getField(ChangeSchemas.HEADER).schema();
    GenericData.Record out = new GenericData.Record(schema);
    out.put("entityName", header.entity());
    out.put("recordIds", header.recordIds());
    out.put(
        "changeType",
        new GenericData.EnumSymbol(schema.getField("changeType").schema(), header.kind()));
    out.put("changeOrigin", header.origin());
    out.put("transactionKey", header.transactionKey());
    out.put("sequenceNumber", header.sequenceNumber());
    out.put("commitTimestamp", header.committedAt().toEpochMilli());
    out.put("commitNumber", header.committedAt().toEpochMilli() * 1000 + header.sequenceNumber());
    out.put("commitUser", header.userId());
    out.put(
        "nulledFields", bitmaps(layout, f -> changed.test(f.name()) && value(f, values) == null));
    out.put("diffFields", List.of());
    out.put("changedFields", bitmaps(layout, f -> changed.test(f.name())));
    return out;
  }

  private static void put(
      GenericData.Record event,
      Map<String, GenericData.Record> compounds,
      Path path,
      @Nullable Object value) {
    if (path.nested().isEmpty()) {
      event.put(path.top(), value);
    } else if (value != null) {
      GenericData.Record compound =
          compounds.computeIfAbsent(
              path.top(),
              top ->
                  new GenericData.Record(
                      event.getSchema().getField(top).schema().getTypes().get(1)));
      compound.put(path.nested().get(), value);
      event.put(path.top(), compound);
    }
  }

  /// First the bitmap of the fields at the top, then one for each compound field, with its place.
  private static List<String> bitmaps(Layout layout, Predicate<EventField> wanted) {
    BitSet top = new BitSet();
    Map<Integer, BitSet> nested = new LinkedHashMap<>();
    layout
        .places()
        .forEach((path, field) -> {
          if (wanted.test(field)) {
            Schema.Field at = layout.schema().getField(path.top());
            Optional<String> member = path.nested();
            if (member.isEmpty()) {
              top.set(at.pos());
            } else {
              int place = at.schema().getTypes().get(1).getField(member.get()).pos();
              nested.computeIfAbsent(at.pos(), _ -> new BitSet()).set(place);
            }
          }
        });
    List<String> out = new ArrayList<>();
    if (!top.isEmpty()) {
      out.add(hex(top));
    }
    nested.forEach((at, bits) -> out.add(at + "-" + hex(bits)));
    return out;
  }

  private static String hex(BitSet bits) {
    byte[] little = bits.toByteArray();
    byte[] big = new byte[little.length];
    for (int i = 0; i < little.length; i++) {
      big[little.length - 1 - i] = little[i];
    }
    return "0x" + HexFormat.of().withUpperCase().formatHex(big);
  }

  private static @Nullable Object value(EventField field, Json.Obj values) {
    Json value = values.get(field.name()).orElse(Json.nothing());
    if (value instanceof Json.Nothing) {
      return null;
    }
    return switch (field.shape()) {
      case TEXT -> value.asText(field.name());
      case FLAG -> values.flag(field.name());
      case NUMBER -> values.decimal(field.name()).doubleValue();
      case WHOLE -> values.decimal(field.name()).intValueExact();
      case MOMENT -> millis(value.asText(field.name()));
    };
  }

  private static long millis(String text) {
    return text.length() == "2026-11-22".length()
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        : OffsetDateTime.parse(text, STAMP).toInstant().toEpochMilli();
  }
}
