package io.tieout.value.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/// A JSON Schema (draft 2020-12) to check values against.
public final class Schema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final com.networknt.schema.Schema checker;

  public Schema(Json.Obj schema) {
    this.checker = REGISTRY.getSchema(schema.print(), InputFormat.JSON);
  }

  /// What is wrong with the value, a sentence each; empty when it fits.
  public List<String> problems(Json value) {
    return checker.validate(value.print(), InputFormat.JSON).stream()
        .map(e -> (e.getInstanceLocation() + ": " + e.getMessage()).strip())
        .toList();
  }
}
