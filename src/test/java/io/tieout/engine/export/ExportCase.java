package io.tieout.engine.export;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.effect.Bench;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Witnesses;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// An engine with something to export, on 2 November 2026.
final class ExportCase implements AutoCloseable {
  static final Period DAY = day("2026-11-02");
  static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"open\")";

  final Bench bench = new Bench();
  private final Audit audit =
      new Audit(bench.clock, new IdSource(bench.clock, new Random(bench.hashCode())));

  static Period day(String date) {
    return new Period(LocalDate.parse(date), LocalDate.parse(date), ZoneOffset.UTC);
  }

  /// A deal whose name a spreadsheet would run, approved and invoiced; and one that is rejected.
  void tradeOnce() {
    Proposal refused = Samples.invoice("P-2", "d2");
    String request = bench.asked(refused, 1);
    bench.clock.advance(Duration.ofSeconds(90));
    bench.approvals.reject(
        Bench.click(request, refused, "U-BO", Optional.of("-1 too many,\r\nsaid \"Kim\"")));
    bench.approved(named(Samples.invoice("P-1", "d1"), FORMULA));
    Instant before = bench.clock.instant();
    bench.make();
    bench.clock.advance(Duration.between(bench.clock.instant(), before).plusHours(1));
    chain();
  }

  private static Proposal named(Proposal proposal, String deal) {
    Change.CreateInvoice c = (Change.CreateInvoice) proposal.change();
    return Samples.proposal(
        proposal.id(),
        new Change.CreateInvoice(
            c.crm(),
            c.dealId(),
            deal,
            c.ledger(),
            c.book(),
            c.customer(),
            c.invoice(),
            c.quotePdf(),
            c.draftId()));
  }

  void record(String action) {
    bench.database.transact(sql ->
        audit.record(
            sql, new AuditEntry("deal/1", List.of(), "person:U1", action, Json.object().build())));
  }

  void chain() {
    new AuditChain(bench.database, bench.clock).sequence(100_000);
  }

  Export export() {
    return export(CardPlaces.NONE);
  }

  Export export(CardPlaces cards) {
    return new Export(bench.database, cards, Progress.SILENT);
  }

  static Checked check(Path folder) {
    return ExportCheck.of(folder, Witnesses.NONE);
  }

  static List<Json.Obj> rows(Path folder, Form form, Sheet sheet) {
    List<Json.Obj> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(folder.resolve(form.file(sheet)))) {
      Lines lines = form.lines(sheet, in);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        rows.add(line.get().row());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Lines.Bad e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  static Manifest manifest(Path folder) throws IOException {
    return Manifest.read(Json.parseObj(Files.readString(folder.resolve(Manifest.FILE))));
  }

  @Override
  public void close() {
    bench.close();
  }
}
