package io.tieout.fact.ledger;

/// A payment term: the invoice is due so many days after its date.
public record Term(String id, String name, int dueDays, boolean active, String version) {}
