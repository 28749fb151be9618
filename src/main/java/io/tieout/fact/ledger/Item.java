package io.tieout.fact.ledger;

import java.util.Optional;

/// A product or service of the book that an invoice line can name.
public record Item(
    String id,
    String name,
    Optional<String> sku,
    Optional<String> description,
    boolean sellable,
    boolean taxable,
    boolean active,
    String version)
    implements LedgerRecord {}
