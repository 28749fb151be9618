package io.tieout.engine.mirror;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Which CRM record is which ledger record. Rows are only added: the latest one counts, the others
/// are history. Where the latest says that it ended, there is no link.
public final class Links {
  private static final String MERGED = "merged";
  private static final String FROM_CRM =
      """
      select * from (
        select * from link
         where crm_system = :crmSystem and crm_kind = :crmKind and crm_id = :crmId
           and ledger_kind = :ledgerKind
         order by id desc limit 1) latest
       where not ended
      """;
  private static final String IN_BOOK =
      """
      select * from (
        select * from link
         where crm_system = :crmSystem and crm_kind = :crmKind and crm_id = :crmId
           and ledger_kind = :ledgerKind and book = :book
         order by id desc limit 1) latest
       where not ended
      """;
  private static final String FROM_LEDGER =
      """
      select * from (
        select * from link
         where ledger_system = :ledgerSystem and book = :book and ledger_kind = :ledgerKind
           and ledger_id = :ledgerId
         order by id desc limit 1) latest
       where not ended
      """;
  private static final String OF_KIND =
      """
      select * from (
        select distinct on (crm_system, crm_kind, crm_id, book) * from link
         where ledger_kind = :ledgerKind
         order by crm_system, crm_kind, crm_id, book, id desc) latest
       where not ended
       order by crm_system, crm_kind, crm_id, book
      """;
  private static final String LEADING_TO =
      """
      select * from (
        select distinct on (ledger_system, book, ledger_kind, ledger_id) * from link
         where (ledger_system, book, ledger_kind, ledger_id) in (
           select ledger_system, book, ledger_kind, ledger_id from link
            where crm_system = :crmSystem and crm_kind = :crmKind and crm_id = :crmId)
         order by ledger_system, book, ledger_kind, ledger_id, id desc) latest
       where crm_system = :crmSystem and crm_kind = :crmKind and crm_id = :crmId and not ended
       order by id
      """;
  private static final String INSERT =
      """
      insert into link
        (crm_system, crm_kind, crm_id, ledger_system, book, ledger_kind, ledger_id, how,
         proposal_id, linked_at, ended)
      values
        (:crmSystem, :crmKind, :crmId, :ledgerSystem, :book, :ledgerKind, :ledgerId, :how,
         :proposalId, :at, :ended)
      """;

  private final InstantSource clock;

  public Links(InstantSource clock) {
    this.clock = clock;
  }

  /// Makes the link; nothing happens when the two are linked already.
  public void link(Sql sql, Link link) {
    Optional<Link> present =
        inBook(
            sql,
            new CrmRecordId(link.crmSystem(), link.crmKind(), link.crmId()),
            link.ledgerKind(),
            link.book());
    if (present.filter(p -> p.ledgerId().equals(link.ledgerId())).isPresent()) {
      return;
    }
    insert(sql, link, false);
  }

  /// From now on the two are not linked: `how` says why. Nothing happens where they are not linked
  /// now, or where another record took the place.
  public void end(Sql sql, Link link) {
    inBook(
            sql,
            new CrmRecordId(link.crmSystem(), link.crmKind(), link.crmId()),
            link.ledgerKind(),
            link.book())
        .filter(present -> present.ledgerId().equals(link.ledgerId()))
        .ifPresent(_ -> insert(sql, link, true));
  }

  /// Leads the ledger records of a CRM record that was merged away to the one that took its place.
  /// Where that one has a record of its own in the same book, its own stays the one that counts.
  /// Doing it again changes nothing.
  public void merged(Sql sql, CrmRecordId loser, String survivorId) {
    CrmRecordId survivor = new CrmRecordId(loser.system(), loser.kind(), survivorId);
    List<Link> left = leadingTo(sql, loser);
    List<Link> own =
        left.stream()
            .flatMap(l -> inBook(sql, survivor, l.ledgerKind(), l.book()).stream())
            .distinct()
            .toList();
    left.forEach(l -> insert(sql, l.from(survivorId, MERGED), false));
    own.forEach(l -> insert(sql, l, false));
  }

  /// Links to ledger records that lead to no other CRM record since.
  private static List<Link> leadingTo(Sql sql, CrmRecordId record) {
    return sql.ask(LEADING_TO)
        .set("crmSystem", record.system())
        .set("crmKind", record.kind())
        .set("crmId", record.id())
        .list(Links::link);
  }

  private void insert(Sql sql, Link link, boolean ended) {
    sql.run(INSERT)
        .set("crmSystem", link.crmSystem())
        .set("crmKind", link.crmKind())
        .set("crmId", link.crmId())
        .set("ledgerSystem", link.ledgerSystem())
        .set("book", link.book())
        .set("ledgerKind", link.ledgerKind())
        .set("ledgerId", link.ledgerId())
        .set("how", link.how())
        .set("proposalId", link.proposalId())
        .set("at", clock.instant())
        .set("ended", ended)
        .once();
  }

  /// The ledger record of a CRM record, in whichever book it was linked last.
  public Optional<Link> fromCrm(
      Sql sql, String crmSystem, String crmKind, String crmId, String ledgerKind) {
    return sql.ask(FROM_CRM)
        .set("crmSystem", crmSystem)
        .set("crmKind", crmKind)
        .set("crmId", crmId)
        .set("ledgerKind", ledgerKind)
        .first(Links::link);
  }

  /// A CRM record by its system, kind and id.
  public record CrmRecordId(String system, String kind, String id) {}

  /// The ledger record of a CRM record in one book.
  public Optional<Link> inBook(Sql sql, CrmRecordId of, String ledgerKind, String book) {
    return sql.ask(IN_BOOK)
        .set("crmSystem", of.system())
        .set("crmKind", of.kind())
        .set("crmId", of.id())
        .set("ledgerKind", ledgerKind)
        .set("book", book)
        .first(Links::link);
  }

  /// The CRM record a ledger record was last linked with.
  public Optional<Link> fromLedger(
      Sql sql, String ledgerSystem, String book, String ledgerKind, String ledgerId) {
    return sql.ask(FROM_LEDGER)
        .set("ledgerSystem", ledgerSystem)
        .set("book", book)
        .set("ledgerKind", ledgerKind)
        .set("ledgerId", ledgerId)
        .first(Links::link);
  }

  /// All present links to ledger records of the kind.
  public List<Link> all(Sql sql, String ledgerKind) {
    return sql.ask(OF_KIND).set("ledgerKind", ledgerKind).list(Links::link);
  }

  private static Link link(Row row) {
    return new Link(
        row.text("crm_system"),
        row.text("crm_kind"),
        row.text("crm_id"),
        row.text("ledger_system"),
        row.text("book"),
        row.text("ledger_kind"),
        row.text("ledger_id"),
        row.text("how"),
        row.text("proposal_id"));
  }
}
