package io.tieout.work.invoicing;

import io.tieout.fact.ledger.Ledger;
import java.time.ZoneId;

/// A book that deals are invoiced in.
///
/// @param zone where the book's days begin and end
public record BookConnection(Ledger ledger, ZoneId zone) {}
