package io.tieout.fact.crm;

import java.util.List;
import java.util.Optional;

/// Some records of one kind, out of all.
///
/// @param next asks for the page after this one, also tomorrow and by another process; empty when
///   this was the last
public record CrmPage(List<CrmRecord> records, Optional<String> next) {
  public CrmPage {
    records = List.copyOf(records);
  }
}
