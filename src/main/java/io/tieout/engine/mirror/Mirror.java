package io.tieout.engine.mirror;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps the copies and finds among them.
public final class Mirror {
  private static final String PUT =
      """
      insert into mirror_record
        (system, kind, id, name, parent_id, body, version, as_of, deleted, numbers)
      values
        (:system, :kind, :id, :name, :parentId, cast(:body as jsonb), :version, :asOf, :deleted,
         :numbers)
      on conflict (system, kind, id) do update
         set name = excluded.name, parent_id = excluded.parent_id, body = excluded.body,
             version = excluded.version, as_of = excluded.as_of, deleted = excluded.deleted,
             numbers = excluded.numbers
       where excluded.as_of >= mirror_record.as_of
      """;
  private static final String GET =
      "select * from mirror_record where system = :system and kind = :kind and id = :id";
  private static final String CHILDREN =
      """
      select * from mirror_record
       where system = :system and kind = :kind and parent_id = :parentId and not deleted
       order by name, id
      """;
  private static final String GONE =
      """
      update mirror_record set deleted = true, as_of = :asOf
       where system = :system and kind = :kind and id = :id and as_of <= :asOf
      """;

  /// Stores the copy, unless a newer one is there.
  public void put(Sql sql, MirrorRecord record) {
    sql.run(PUT)
        .set("system", record.system())
        .set("kind", record.kind())
        .set("id", record.id())
        .set("name", record.name())
        .optText("parentId", record.parentId())
        .json("body", record.body())
        .set("version", record.version())
        .set("asOf", record.asOf())
        .set("deleted", record.deleted())
        .texts("numbers", record.numbers())
        .rows();
  }

  /// Marks the copy as deleted in its system; nothing happens when there is none.
  public void gone(Sql sql, String system, String kind, String id, Instant asOf) {
    sql.run(GONE).set("system", system).set("kind", kind).set("id", id).set("asOf", asOf).rows();
  }

  /// The copy, deleted ones too.
  public Optional<MirrorRecord> get(Sql sql, String system, String kind, String id) {
    return sql.ask(GET).set("system", system).set("kind", kind).set("id", id).first(Mirror::record);
  }

  /// The records of the kind that belong to the parent, without deleted ones, by name.
  public List<MirrorRecord> childrenOf(Sql sql, String system, String kind, String parentId) {
    return sql.ask(CHILDREN)
        .set("system", system)
        .set("kind", kind)
        .set("parentId", parentId)
        .list(Mirror::record);
  }

  /// Finds records of the kind by their number or by what people call them: any case, without
  /// accents, in part, or misspelt; the best first, deleted ones never.
  public List<Hit> search(Sql sql, String kind, String words, int limit) {
    return new Search(sql, kind, words).best(limit);
  }

  public static MirrorRecord of(String system, Deal deal, Instant asOf) {
    return new MirrorRecord(
        system,
        "deal",
        deal.id(),
        deal.name(),
        Optional.of(deal.accountId()),
        Records.write(deal),
        deal.version(),
        asOf,
        false);
  }

  public static MirrorRecord of(String system, Account account, Instant asOf) {
    return new MirrorRecord(
        system,
        "account",
        account.id(),
        account.name(),
        Optional.empty(),
        Records.write(account),
        account.version(),
        asOf,
        false);
  }

  public static MirrorRecord of(String system, Customer customer, Instant asOf) {
    return new MirrorRecord(
        system,
        "customer",
        customer.id(),
        customer.displayName(),
        Optional.empty(),
        Records.write(customer),
        customer.version(),
        asOf,
        false);
  }

  /// People call an invoice by its number or its customer: its name holds both.
  public static MirrorRecord of(String system, Invoice invoice, Instant asOf) {
    return new MirrorRecord(
        system,
        "invoice",
        invoice.id(),
        (invoice.number().orElse("") + " " + invoice.customerName()).strip(),
        Optional.of(invoice.customerId()),
        Records.write(invoice),
        invoice.version(),
        asOf,
        false);
  }

  public static MirrorRecord of(String system, Payment payment, Instant asOf) {
    return new MirrorRecord(
        system,
        "payment",
        payment.id(),
        payment.reference().orElse(payment.id()),
        Optional.of(payment.customerId()),
        Records.write(payment),
        payment.version(),
        asOf,
        false);
  }

  static MirrorRecord record(Row row) {
    return new MirrorRecord(
        row.text("system"),
        row.text("kind"),
        row.text("id"),
        row.text("name"),
        row.optText("parent_id"),
        row.json("body").asObj("body"),
        row.text("version"),
        row.instant("as_of"),
        row.flag("deleted"));
  }
}
