package io.tieout.engine.mirror;

/// This CRM record is that ledger record.
///
/// @param crmKind `deal` or `account`
/// @param ledgerKind `invoice` or `customer`
/// @param how how it is known, for example `created by Tieout` or `confirmed by a person`
/// @param proposalId the proposal that made it so, or empty text
public record Link(
    String crmSystem,
    String crmKind,
    String crmId,
    String ledgerSystem,
    String book,
    String ledgerKind,
    String ledgerId,
    String how,
    String proposalId) {
  /// The same ledger record, of another CRM record of the same kind.
  Link from(String otherCrmId, String because) {
    return new Link(
        crmSystem,
        crmKind,
        otherCrmId,
        ledgerSystem,
        book,
        ledgerKind,
        ledgerId,
        because,
        proposalId);
  }

  /// The ledger record's book, as the mirror names it: `quickbooks/main`.
  public String place() {
    return ledgerSystem + "/" + book;
  }
}
