package io.tieout.work.invoicing;

import io.tieout.engine.db.Sql;
import io.tieout.work.invoicing.DealReadings.LearnedItem;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was learned: which item a product is, what people answered, and which deals wait for an
/// answer. Owns `product_mapping`, `invoicing_answer` and `invoicing_blocker`.
public final class Learned {
  private final InstantSource clock;

  public Learned(InstantSource clock) {
    this.clock = clock;
  }

  /// Where a mapping comes from. The names are the table's.
  enum From {
    APPROVAL,
    PERSON
  }

  private record Named<T>(String name, T value) {}

  /// The items of a CRM's products in a book.
  Map<String, LearnedItem> items(Sql sql, String ledger, String book, String crm) {
    return map(
        sql.ask(
                """
                select product, item_id, learned_from from product_mapping
                 where ledger = :ledger and book = :book and crm = :crm
                """)
            .set("ledger", ledger)
            .set("book", book)
            .set("crm", crm)
            .list(row ->
                new Named<>(
                    row.text("product"),
                    new LearnedItem(
                        row.text("item_id"),
                        From.valueOf(row.text("learned_from")) == From.PERSON))));
  }

  /// A person's word is kept over the same item seen again in an approval.
  void learn(Sql sql, ProductQuestion question, String itemId, From from, String reference) {
    sql.run(
            """
            insert into product_mapping
              (ledger, book, crm, product, item_id, learned_from, reference, learned_at)
            values (:ledger, :book, :crm, :product, :item, :from, :reference, :at)
            on conflict on constraint product_mapping_key do update
              set item_id = excluded.item_id, learned_from = excluded.learned_from,
                  reference = excluded.reference, learned_at = excluded.learned_at
              where product_mapping.item_id <> excluded.item_id
                 or excluded.learned_from = 'PERSON'
            """)
        .set("ledger", question.ledger())
        .set("book", question.book())
        .set("crm", question.crm())
        .set("product", question.product())
        .set("item", itemId)
        .set("from", from.name())
        .set("reference", reference)
        .set("at", clock.instant())
        .rows();
  }

  /// What people answered about a book (`quickbooks/main`), by the question's key.
  Map<String, String> answers(Sql sql, String book) {
    return map(
        sql.ask("select key, value from invoicing_answer where book = :book")
            .set("book", book)
            .list(row -> new Named<>(row.text("key"), row.text("value"))));
  }

  void answer(Sql sql, String key, String value, String person) {
    sql.run(
            """
            insert into invoicing_answer (key, book, value, person, answered_at)
            values (:key, :book, :value, :person, :at)
            on conflict on constraint invoicing_answer_key do update
              set value = excluded.value, person = excluded.person,
                  answered_at = excluded.answered_at
            """)
        .set("key", key)
        .set("book", bookOf(key))
        .set("value", value)
        .set("person", person)
        .set("at", clock.instant())
        .once();
  }

  /// The keys of the findings that stood in the deal's way when it was last looked at.
  List<String> blockersOf(Sql sql, String subject) {
    return sql.ask("select key from invoicing_blocker where subject = :subject order by key")
        .set("subject", subject)
        .list(row -> row.text("key"));
  }

  /// The deals that the finding stands in the way of.
  List<String> blockedBy(Sql sql, String key) {
    return sql.ask("select subject from invoicing_blocker where key = :key order by subject")
        .set("key", key)
        .list(row -> row.text("subject"));
  }

  void blocked(Sql sql, String subject, String key) {
    sql.run(
            """
            insert into invoicing_blocker (subject, key, noted_at) values (:subject, :key, :at)
            on conflict on constraint invoicing_blocker_key do nothing
            """)
        .set("subject", subject)
        .set("key", key)
        .set("at", clock.instant())
        .rows();
  }

  void unblocked(Sql sql, String subject, String key) {
    sql.run("delete from invoicing_blocker where subject = :subject and key = :key")
        .set("subject", subject)
        .set("key", key)
        .rows();
  }

  /// The second part of a key that asks something of a book.
  private static String bookOf(String key) {
    String[] parts = key.split(":", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  private static <T> Map<String, T> map(List<Named<T>> rows) {
    Map<String, T> map = new HashMap<>();
    rows.forEach(row -> map.put(row.name(), row.value()));
    return map;
  }
}
