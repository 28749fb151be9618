package io.tieout.fact.crm;

import java.util.Optional;

/// Something the company sells, as the CRM lists it.
///
/// @param family the product line, as the CRM groups products
public record Product(
    String id,
    String name,
    Optional<String> code,
    Optional<String> family,
    Optional<String> description,
    boolean active,
    String version)
    implements CrmRecord {}
