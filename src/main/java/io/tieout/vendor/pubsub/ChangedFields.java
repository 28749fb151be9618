package io.tieout.vendor.pubsub;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/// Reads the lists of fields in a change event's header. Salesforce packs them: `0x...` is a bitmap
/// over the schema's fields, highest byte first; `4-0x...` is one over the members of the fifth
/// field. A name may also stand there as it is.
final class ChangedFields {
  private static final String HEX = "0x";

  private ChangedFields() {}

  /// The names, those of members as `BillingAddress.City`; empty when a list makes no sense with
  /// this schema.
  static Optional<Set<String>> names(Schema schema, List<String> packed) {
    Set<String> names = new LinkedHashSet<>();
    for (String item : packed) {
      int dash = item.indexOf('-' + HEX);
      Optional<List<String>> some;
      if (item.startsWith(HEX)) {
        some = named(schema, item);
      } else if (dash > 0) {
        some = members(schema, item.substring(0, dash), item.substring(dash + 1));
      } else {
        some = Optional.of(List.of(item));
      }
      if (some.isEmpty()) {
        return Optional.empty();
      }
      names.addAll(some.get());
    }
    return Optional.of(names);
  }

  private static Optional<List<String>> members(Schema schema, String place, String bitmap) {
    if (!place.matches("\\d{1,4}") || Integer.parseInt(place) >= schema.getFields().size()) {
      return Optional.empty();
    }
    Schema.Field parent = schema.getFields().get(Integer.parseInt(place));
    return compound(parent.schema())
        .flatMap(c -> named(c, bitmap))
        .map(all -> all.stream().map(member -> parent.name() + "." + member).toList());
  }

  private static Optional<List<String>> named(Schema schema, String bitmap) {
    return bits(bitmap)
        .filter(bits -> bits.length() <= schema.getFields().size())
        .map(bits -> bits.stream().mapToObj(i -> schema.getFields().get(i).name()).toList());
  }

  /// Bit 0 is the lowest bit of the last byte.
  private static Optional<BitSet> bits(String bitmap) {
    String digits = bitmap.substring(HEX.length());
    String even = digits.length() % 2 == 0 ? digits : "0" + digits;
    if (!even.matches("[0-9A-Fa-f]+")) {
      return Optional.empty();
    }
    byte[] big = HexFormat.of().parseHex(even);
    byte[] little = new byte[big.length];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    return Optional.of(BitSet.valueOf(little));
  }

  /// The record in a field's union: beside null, or beside null and a text.
  private static Optional<Schema> compound(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Optional.of(schema);
      case UNION ->
          schema.getTypes().stream().filter(t -> t.getType() == Schema.Type.RECORD).findFirst();
      default -> Optional.empty();
    };
  }
}
