package io.tieout.fact.crm;

import java.util.List;

/// Keeps copies of audit entries beside the deals of one CRM, for people who look there. For the
/// room of copies alone. Failures are `FaultException`s; some of the entries may be there then.
public interface DealAudit {
  String system();

  /// How many entries are taken at once.
  int most();

  /// Has every entry there, once: one that is there already, by its key, is left as it is.
  void keep(List<DealAuditEntry> entries);
}
