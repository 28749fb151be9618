package io.tieout.engine.export;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainFacts;
import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proof.Anchored;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes the record of a period into a folder of its own. All of it is told as of one moment.
public final class Export {
  private final Database database;
  private final CardPlaces cards;
  private final Progress progress;

  public Export(Database database, CardPlaces cards, Progress progress) {
    this.database = database;
    this.cards = cards;
    this.progress = progress;
  }

  /// What was written.
  ///
  /// @param files name and number of rows
  /// @param notChained how many entries of the period are left out as they are not chained yet
  /// @param manifest SHA-256 of the manifest, which has that of every other file
  public record Written(List<Rows> files, long notChained, Digest manifest) {
    public Written {
      files = List.copyOf(files);
    }
  }

  /// A file with so many rows.
  public record Rows(String file, long rows) {}

  /// Fails when the folder is there already, and leaves none behind when it fails.
  public Written write(Period period, Form form, Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      throw new IllegalArgumentException(
          "--out %s is there already, and an export overwrites nothing; name a folder that is not there yet"
              .formatted(folder));
    }
    Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
    try {
      Files.createDirectory(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--out %s cannot be made; name a place in a folder that is there, and where no %s is left over"
              .formatted(folder, unfinished.getFileName()),
          e);
    }
    try {
      Written written = database.snapshot(sql -> written(sql, period, form, unfinished));
      Files.move(unfinished, place);
      return written;
    } catch (IOException e) {
      removed(unfinished);
      throw new UncheckedIOException("--out %s cannot be named so".formatted(folder), e);
    } catch (RuntimeException e) {
      removed(unfinished);
      throw e;
    }
  }

  private Written written(Sql sql, Period period, Form form, Path folder) {
    ChainFacts.Period lies = ChainFacts.period(sql, period.start(), period.end());
    List<Manifest.Part> parts = new ArrayList<>();
    for (Sheet sheet : Sheet.all()) {
      try (SheetWriter writer = new SheetWriter(folder, sheet, form, progress)) {
        rows(sql, sheet, period, lies, writer::add);
        parts.add(writer.end());
      }
    }
    List<Rows> files = parts.stream().map(part -> new Rows(part.name(), part.rows())).toList();
    parts.add(text(folder, Readme.FILE, Readme.text(period, form)));
    Manifest manifest = manifest(sql, period, form, lies, parts);
    Manifest.Part last = text(folder, Manifest.FILE, manifest.json().pretty() + "\n");
    return new Written(files, lies.entries() - lies.chained(), new Digest(last.sha256()));
  }

  private void rows(
      Sql sql, Sheet sheet, Period period, ChainFacts.Period lies, Consumer<Json.Obj> rows) {
    if (sheet.equals(EntriesSheet.SHEET)) {
      lies.links().ifPresent(links -> EntriesSheet.write(sql, period, links, rows));
    } else if (sheet.equals(ProposalsSheet.SHEET)) {
      ProposalsSheet.write(sql, period, rows);
    } else if (sheet.equals(DecisionsSheet.SHEET)) {
      DecisionsSheet.write(sql, period, cards, rows);
    } else {
      ExecutionsSheet.write(sql, period, rows);
    }
  }

  private static Manifest manifest(
      Sql sql, Period period, Form form, ChainFacts.Period lies, List<Manifest.Part> parts) {
    Optional<ChainLink> first = lies.links().flatMap(links -> link(sql, links.first()));
    Optional<ChainLink> last = lies.links().flatMap(links -> link(sql, links.last()));
    Optional<Manifest.Head> head =
        at(sql, ChainFacts.head(sql).seq())
            .map(entry ->
                new Manifest.Head(
                    entry.link().orElseThrow().seq(),
                    entry.link().orElseThrow().hash(),
                    entry.chainedAt().orElseThrow().toString()));
    return new Manifest(
        period,
        form,
        new Manifest.Chain(head, first, last, lies.chained(), lies.entries() - lies.chained()),
        parts,
        lies.links().map(links -> Anchored.of(sql, links.first(), links.last())).orElse(List.of()));
  }

  private static Optional<ChainLink> link(Sql sql, long seq) {
    return at(sql, seq).flatMap(ChainedEntry::link);
  }

  private static Optional<ChainedEntry> at(Sql sql, long seq) {
    return seq < 1 ? Optional.empty() : AuditChain.following(sql, seq - 1, 1).stream().findFirst();
  }

  private static Manifest.Part text(Path folder, String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(name), e);
    }
    return new Manifest.Part(name, 0, bytes.length, Digest.of(bytes).hex(), LineSeal.FIRST);
  }

  /// Only what was written here.
  private static void removed(Path unfinished) {
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException("%s is left over; remove it".formatted(unfinished), e);
    }
  }
}
