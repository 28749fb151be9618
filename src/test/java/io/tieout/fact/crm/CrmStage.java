package io.tieout.fact.crm;

import java.time.Duration;

/// A CRM under test, with what only its people, its clock and its weather can do. Reader and writer
/// speak to the same CRM; every stage is a fresh one.
///
/// It holds some deals, one of them won, with several lines of products, an account, a billing
/// contact and a quote with a PDF.
public interface CrmStage extends AutoCloseable {
  Crm crm();

  CrmWriter writer();

  /// The won deal.
  String wonDeal();

  /// A deal id in the vendor's form that leads nowhere.
  String unknownDeal();

  /// Moves the vendor's clock.
  void pass(Duration time);

  /// A salesperson renames the deal.
  void renameDeal(String dealId, String name);

  /// A salesperson changes the text of a line, and nothing else.
  void describeLine(String lineId, String text);

  /// A salesperson makes an account and gives its id.
  String addAccount(String name);

  /// A salesperson gives the account, contact or product another name; a contact's is its last one.
  void rename(CrmKind kind, String id, String name);

  /// A salesperson deletes the record.
  void delete(CrmKind kind, String id);

  /// A salesperson merges one account into another, which stays.
  void mergeAccounts(String winner, String loser);

  /// The next write is carried out and its answer lost.
  void loseNextWriteAnswer();

  /// The next write is refused because of too many requests.
  void throttleNextWrite();

  /// The access token ends before its time.
  void expireToken();

  @Override
  void close();
}
