package io.tieout.engine.erasure;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.audit.ErasedEntries;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.ErasedProposals;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tells what is held about a person, and erases it, in one transaction with the entry of the audit
/// that says so.
public final class Erasures {
  private final Deps deps;

  public Erasures(Deps deps) {
    this.deps = deps;
  }

  /// What it works with.
  ///
  /// @param colleagues as the configuration names them
  public record Deps(
      Database database,
      Audit audit,
      InstantSource clock,
      IdSource ids,
      RetentionSettings retention,
      List<Colleague> colleagues) {
    public Deps {
      colleagues = List.copyOf(colleagues);
    }
  }

  /// An erasure that is asked for.
  ///
  /// @param because kept for good; whoever names the person in it has the pseudonym there
  /// @param by who asks: `shell:ops`. A second person's consent would be asked for before this.
  public record Wish(String person, String because, String by) {
    public Wish {
      if (because.isBlank()) {
        throw new IllegalArgumentException("--because is missing: say why it is erased");
      }
    }
  }

  /// What is held about a person by name, address or Slack id, and what would become of it.
  public Report show(String person) {
    return rehearsed(new Wish(person, "only shown", "nobody"));
  }

  /// The erasure as it would be done, and nothing of it is kept.
  public Report rehearsed(Wish wish) {
    try {
      deps.database()
          .transact(sql -> {
            throw new Rehearsed(erase(sql, wish));
          });
    } catch (Rehearsed end) {
      return end.report;
    }
    throw new IllegalStateException("a rehearsal was not rolled back");
  }

  public Report erase(Wish wish) {
    return deps.database().inTransaction(sql -> erase(sql, wish));
  }

  private Report erase(Sql sql, Wish wish) {
    Person person = People.named(sql, wish.person(), deps.colleagues());
    String pseudonym = deps.ids().next("erased").toLowerCase(Locale.ROOT);
    Scrub scrub = new Scrub(person.all(), pseudonym);
    Scrub names = new Scrub(person.values(), pseudonym);
    Work work = new Work(sql, person, scrub, names, new Records(sql, deps.retention()));
    long erasure = begun(sql, pseudonym, wish.by());
    List<Report.Line> lines = new ArrayList<>();
    lines.add(contacts(work));
    for (Place place : Place.values()) {
      lines.add(rows(work, place));
    }
    List<ErasedProposals.Replaced> proposals = new ArrayList<>();
    lines.add(proposals(work, erasure, proposals));
    List<ErasedEntries.Replaced> entries = new ArrayList<>();
    lines.add(entries(work, erasure, entries));
    Report report =
        new Report(pseudonym, lines, person.copies().stream().map(Person.Copy::place).toList());
    tell(sql, report, wish, scrub, new Done(proposals, entries));
    return report;
  }

  /// What an erasure goes by.
  ///
  /// @param names for records, where ids stay
  private record Work(Sql sql, Person person, Scrub scrub, Scrub names, Records records) {}

  /// What was replaced that is vouched for by the audit.
  private record Done(
      List<ErasedProposals.Replaced> proposals, List<ErasedEntries.Replaced> entries) {}

  /// Writes the row that permits the rest, and only in this transaction.
  private long begun(Sql sql, String pseudonym, String by) {
    long number =
        sql.run(
                """
                insert into erasure (pseudonym, asked_by, at)
                values (:pseudonym, :by, :at)
                """)
            .set("pseudonym", pseudonym)
            .set("by", by)
            .set("at", deps.clock().instant())
            .returning(row -> row.number("id"), "id")
            .getFirst();
    sql.ask("select tieout_begin_erasure(:number) as begun")
        .set("number", number)
        .one(row -> row.flag("begun"));
    return number;
  }

  private static Report.Line contacts(Work work) {
    Tally tally = new Tally("copies of the contact");
    for (Person.Copy copy : work.person().copies()) {
      tally.erases(copy.place(), new Records.Fate.Erased());
      work.sql()
          .run("delete from mirror_record where system = :system and kind = 'contact' and id = :id")
          .set("system", copy.system())
          .set("id", copy.id())
          .once();
    }
    return tally.line();
  }

  /// A row as a place reads it.
  private record Found(String key, Json doc, boolean busy, List<String> proposal) {}

  private static Report.Line rows(Work work, Place place) {
    Tally tally = new Tally(place.words());
    List<Found> rows =
        work.sql()
            .ask(place.find())
            .texts("values", work.person().lower())
            .list(row ->
                new Found(
                    row.text("key"),
                    row.json("doc"),
                    row.flag("busy"),
                    row.optText("proposal").stream().toList()));
    for (Found row : rows) {
      Scrub scrub = row.proposal().isEmpty() ? work.scrub() : work.names();
      if (!scrub.touches(row.doc())) {
        continue;
      }
      Records.Fate fate = row.busy() ? new Records.Fate.Busy() : work.records().of(row.proposal());
      if (tally.erases(row.key(), fate)) {
        work.sql()
            .run(place.write())
            .set("key", row.key())
            .json("doc", scrub.tree(row.doc()))
            .once();
      }
    }
    return tally.line();
  }

  private static Report.Line proposals(
      Work work, long erasure, List<ErasedProposals.Replaced> into) {
    Tally tally = new Tally("proposals");
    for (ErasedProposals.Standing proposal :
        ErasedProposals.mentioning(work.sql(), work.person().values())) {
      if (tally.erases(proposal.id(), work.records().of(proposal))) {
        into.add(ErasedProposals.replace(work.sql(), erasure, proposal.id(), work.names()::tree));
      }
    }
    return tally.line();
  }

  /// An entry that is not chained yet is left to the next run: nothing would bind what it said.
  private static Report.Line entries(Work work, long erasure, List<ErasedEntries.Replaced> into) {
    Tally tally = new Tally("entries of the audit");
    for (ErasedEntries.Mentioning entry :
        ErasedEntries.mentioning(work.sql(), work.person().values())) {
      if (!work.names().touches(entry.deed().details())) {
        continue;
      }
      Records.Fate fate =
          entry.seq().isEmpty() ? new Records.Fate.Busy() : work.records().of(entry.deed().refs());
      if (tally.erases(entry.entryId(), fate)) {
        Json.Obj details = work.names().tree(entry.deed().details()).asObj("details");
        into.add(ErasedEntries.replace(work.sql(), erasure, entry.row(), details));
      }
    }
    return tally.line();
  }

  private void tell(Sql sql, Report report, Wish wish, Scrub scrub, Done done) {
    deps.audit()
        .record(
            sql,
            new AuditEntry(
                "person/" + report.pseudonym(),
                List.of(),
                wish.by(),
                ErasedEntries.ERASED,
                Json.object()
                    .put("because", scrub.text(wish.because()))
                    .put(
                        "kinds",
                        report.lines().stream()
                            .filter(line -> line.found() > 0)
                            .map(Report.Line::json)
                            .toList())
                    .put(
                        "proposals",
                        done.proposals().stream().map(ErasedProposals.Replaced::json).toList())
                    .put(
                        "entries",
                        done.entries().stream().map(ErasedEntries.Replaced::json).toList())
                    .build()));
  }

  /// Carries the report out of a transaction that is rolled back.
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Report report;

    Rehearsed(Report report) {
      super("only rehearsed");
      this.report = report;
    }
  }
}
