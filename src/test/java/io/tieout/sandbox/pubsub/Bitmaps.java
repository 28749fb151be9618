package io.tieout.sandbox.pubsub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/// Reads the bitmaps in another way than the connector does: as one large number.
final class Bitmaps {
  private Bitmaps() {}

  static List<String> names(Schema schema, List<String> packed) {
    List<String> names = new ArrayList<>();
    for (String item : packed) {
      int dash = item.indexOf('-');
      if (dash < 0) {
        names.addAll(set(schema, item));
      } else {
        Schema.Field parent = schema.getFields().get(Integer.parseInt(item.substring(0, dash)));
        Schema members = parent.schema().getTypes().getLast();
        set(members, item.substring(dash + 1)).forEach(m -> names.add(parent.name() + "." + m));
      }
    }
    return names;
  }

  private static List<String> set(Schema schema, String hex) {
    BigInteger bits = new BigInteger(hex.substring(2), 16);
    return schema.getFields().stream()
        .filter(f -> bits.testBit(f.pos()))
        .map(Schema.Field::name)
        .toList();
  }
}
