package io.tieout.engine.audit;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Chains audit entries after the fact and checks the chain.
public final class AuditChain {
  /// Any number, as long as nothing else takes the same advisory lock.
  private static final long SEQUENCER = 7_010_010L;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(:key) as mine";
  private static final String LAST = "select seq, hash from audit_chain order by seq desc limit 1";
  private static final String HORIZON =
      "select cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as tx";

  /// Ids are given before commit, so a low id may appear late: whatever is not chained yet is
  /// taken, in the order of ids among themselves. Entries of transactions older than the horizon
  /// are known to be chained.
  private static final String UNCHAINED =
      """
      select e.* from audit_entry e
       where e.tx >= cast(:horizon as xid8)
         and not exists (select 1 from audit_chain c where c.entry = e.id)
       order by e.id
       limit :max
      """;

  private static final String APPEND =
      """
      insert into audit_chain (seq, entry, previous_hash, hash, chained_at)
      values (:seq, :entry, :previous, :hash, :at)
      """;
  private static final String COUNT_UNCHAINED =
      """
      select count(*) as n from audit_entry e
       where not exists (select 1 from audit_chain c where c.entry = e.id)
      """;

  /// All entries that bear the name, and all of the subjects these entries are about.
  private static final String STORY =
      """
      select e.*, c.seq, c.previous_hash, c.hash, c.chained_at,
             exists (select 1 from audit_erasure x where x.entry = e.id) as erased
        from audit_entry e left join audit_chain c on c.entry = e.id
       where e.names @> array[cast(:name as text)]
          or e.subject in (select f.subject from audit_entry f where f.names @> array[cast(:name as text)])
       order by e.id
      """;

  private static final String FOLLOWING =
      """
      select e.*, c.seq, c.previous_hash, c.hash, c.chained_at,
             exists (select 1 from audit_erasure x where x.entry = e.id) as erased
        from audit_chain c join audit_entry e on e.id = c.entry
       where c.seq > :after order by c.seq limit :most
      """;

  private static final String HEAD =
      "select seq, previous_hash, hash from audit_chain order by seq desc limit 1";
  private static final String BETWEEN =
      """
      select seq, previous_hash, hash from audit_chain
       where seq > :from and seq < :to order by seq limit :most
      """;

  private final Database database;
  private final InstantSource clock;
  private final AtomicReference<String> horizon = new AtomicReference<>("0");

  public AuditChain(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Appends at most so many entries to the chain and tells how many; 0 while another process is at
  /// it.
  public int sequence(int max) {
    return database.inTransaction(sql -> {
      if (!sql.ask(TRY_LOCK).set("key", SEQUENCER).one(row -> row.flag("mine"))) {
        return 0;
      }
      String next = sql.ask(HORIZON).one(row -> row.text("tx"));
      List<Link.Entry> entries =
          sql.ask(UNCHAINED).set("horizon", horizon.get()).set("max", max).list(AuditChain::entry);
      append(sql, entries);
      if (entries.size() < max) {
        sql.afterCommit(() -> horizon.set(next));
      }
      return entries.size();
    });
  }

  private void append(Sql sql, List<Link.Entry> entries) {
    Head head = sql.ask(LAST).first(Head::read).orElse(Head.NONE);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (Link.Entry entry : entries) {
      long seq = head.seq() + 1;
      String hash = Link.hash(head.hash(), seq, now, entry);
      sql.run(APPEND)
          .set("seq", seq)
          .set("entry", entry.id())
          .set("previous", head.hash())
          .set("hash", hash)
          .set("at", now)
          .once();
      head = new Head(seq, hash);
    }
  }

  /// Recomputes the chain from its first link.
  public Verification verify() {
    return new ChainCheck(database).run();
  }

  /// How many entries are not chained yet.
  public long unchained() {
    return database.inTransaction(sql -> sql.ask(COUNT_UNCHAINED).one(row -> row.number("n")));
  }

  /// Everything recorded about a subject, a reference, or their id or number alone, in any case,
  /// with all else that was recorded about the same subjects; in order of writing.
  public List<Told> story(String name) {
    return database.inTransaction(sql ->
        sql.ask(STORY).set("name", name.strip().toLowerCase(Locale.ROOT)).list(AuditChain::told));
  }

  /// As [#story(String)], with all that is needed to recompute the hashes elsewhere.
  public List<ChainedEntry> chained(String name) {
    return database.inTransaction(sql ->
        sql.ask(STORY)
            .set("name", name.strip().toLowerCase(Locale.ROOT))
            .list(AuditChain::chainedEntry));
  }

  /// The entries behind the link, in the order of the chain; at most so many.
  public List<ChainedEntry> following(long after, int most) {
    return database.inTransaction(sql -> following(sql, after, most));
  }

  /// As [#following(long, int)], in the caller's transaction.
  public static List<ChainedEntry> following(Sql sql, long after, int most) {
    return sql.ask(FOLLOWING).set("after", after).set("most", most).list(AuditChain::chainedEntry);
  }

  /// The last link; empty while nothing is chained.
  public Optional<ChainLink> head() {
    return database.inTransaction(sql -> sql.ask(HEAD).first(AuditChain::link));
  }

  /// Links without their entries, from the one after `from` to the one before `to`; at most so
  /// many.
  public List<ChainLink> between(long from, long to, int most) {
    return database.inTransaction(sql ->
        sql.ask(BETWEEN).set("from", from).set("to", to).set("most", most).list(AuditChain::link));
  }

  private record Head(long seq, String hash) {
    static final Head NONE = new Head(0, Link.GENESIS);

    static Head read(Row row) {
      return new Head(row.number("seq"), row.text("hash"));
    }
  }

  static Link.Entry entry(Row row) {
    return new Link.Entry(
        row.number("id"),
        row.text("entry_id"),
        row.instant("at"),
        new AuditEntry(
            row.text("subject"),
            row.texts("refs"),
            row.text("actor"),
            row.text("action"),
            row.json("details").asObj("details")));
  }

  private static ChainLink link(Row row) {
    return new ChainLink(row.number("seq"), row.text("previous_hash"), row.text("hash"));
  }

  private static ChainedEntry chainedEntry(Row row) {
    Optional<ChainLink> link = row.optNumber("seq").map(_ -> link(row));
    return new ChainedEntry(
        entry(row).deed(),
        entry(row).content(),
        link,
        row.optInstant("chained_at"),
        row.flag("erased"));
  }

  private static Told told(Row row) {
    Link.Entry entry = entry(row);
    Optional<Long> seq = row.optNumber("seq");
    return new Told(entry.entryId(), entry.at(), entry.deed(), seq, row.optText("hash"));
  }
}
