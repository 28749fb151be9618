package io.tieout.fact.crm;

/// Writes to one CRM. For the effect room alone. Failures are `FaultException`s; an outcome that is
/// not known is `Fault.Ambiguous`.
public interface CrmWriter {
  String system();

  /// Sets our own fields of the deal to the values given; absent ones are cleared, no other field
  /// is touched.
  void writeFinance(String dealId, DealFinance finance);

  /// Logs a completed activity and returns its id.
  String logActivity(Activity activity);
}
