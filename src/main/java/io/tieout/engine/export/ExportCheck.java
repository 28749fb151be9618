package io.tieout.engine.export;

import io.tieout.engine.export.Notes.Place;
import io.tieout.engine.proof.Anchored;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Witnesses;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Checks an exported folder with nothing but itself, and what whoever checks has from elsewhere.
public final class ExportCheck {
  private final Path folder;
  private final Witnesses witnesses;
  private final Notes notes = new Notes();

  private ExportCheck(Path folder, Witnesses witnesses) {
    this.folder = folder;
    this.witnesses = witnesses;
  }

  /// [IllegalArgumentException] when there is no export in the folder.
  public static Checked of(Path folder, Witnesses witnesses) {
    return new ExportCheck(folder, witnesses).checked();
  }

  private Checked checked() {
    byte[] bytes = manifestBytes();
    Manifest manifest;
    EntriesCheck entries;
    try {
      manifest = Manifest.read(Json.parseObj(new String(bytes, StandardCharsets.UTF_8)));
      entries = new EntriesCheck(manifest, notes, Anchored.wanted(manifest.anchors(), witnesses));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      notes.broken(Manifest.FILE, " was changed and cannot be read: " + e.getMessage());
      return notes.done();
    }
    manifestItself(manifest, bytes);
    Witnessed witnessed = new Witnessed(manifest, notes);
    sheet(
        manifest,
        EntriesSheet.SHEET,
        (place, row) -> {
          entries.take(place, row);
          witnessed.entry(row);
        });
    entries.end(manifest.form().file(EntriesSheet.SHEET));
    sheet(manifest, ProposalsSheet.SHEET, witnessed::proposal);
    sheet(manifest, DecisionsSheet.SHEET, witnessed::decision);
    sheet(manifest, ExecutionsSheet.SHEET, witnessed::execution);
    witnessed.end();
    readme(manifest);
    others(manifest);
    bound(manifest, entries);
    return notes.done();
  }

  private byte[] manifestBytes() {
    Path file = folder.resolve(Manifest.FILE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s holds no %s; name a folder that `tieout audit export` wrote"
              .formatted(folder, Manifest.FILE));
    }
    return read(file);
  }

  /// A manifest is a tree that is written in one way alone.
  private void manifestItself(Manifest manifest, byte[] bytes) {
    if (!new String(bytes, StandardCharsets.UTF_8).equals(manifest.json().pretty() + "\n")) {
      notes.broken(
          Manifest.FILE,
          " was changed: what it says would be written otherwise, or does not agree with itself");
    }
    notes.open(
        "whether %s is the one that was written: compare its SHA-256, %s, with what was noted then"
            .formatted(Manifest.FILE, Digest.of(bytes).hex()));
  }

  private void sheet(Manifest manifest, Sheet sheet, BiConsumer<Place, Json.Obj> use) {
    part(manifest, manifest.form().file(sheet))
        .ifPresent(part -> new FileCheck(manifest.form(), sheet, part, notes).run(folder, use));
  }

  private Optional<Manifest.Part> part(Manifest manifest, String file) {
    List<Manifest.Part> parts =
        manifest.files().stream().filter(part -> part.name().equals(file)).toList();
    if (parts.size() != 1) {
      notes.broken(
          Manifest.FILE,
          " was changed: it names %s %d times, not once".formatted(file, parts.size()));
    }
    return parts.stream().findFirst();
  }

  private void readme(Manifest manifest) {
    Path file = folder.resolve(Readme.FILE);
    part(manifest, Readme.FILE)
        .filter(part ->
            !Files.isRegularFile(file) || !Digest.of(read(file)).hex().equals(part.sha256()))
        .ifPresent(_ -> notes.broken(Readme.FILE, " was changed or is missing"));
  }

  private void others(Manifest manifest) {
    Set<String> known = new HashSet<>(Set.of(Manifest.FILE));
    manifest.files().forEach(part -> known.add(part.name()));
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !known.contains(name))
          .sorted()
          .forEach(name -> notes.open("%s is not part of the export".formatted(name)));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be listed".formatted(folder), e);
    }
  }

  /// To what was signed at the end of a day: the last link, and with it all before.
  private void bound(Manifest manifest, EntriesCheck entries) {
    if (manifest.chain().notChained() > 0) {
      notes.open(
          "%d entries of the period were not chained yet and are not here; export again"
              .formatted(manifest.chain().notChained()));
    }
    if (entries.kept().isEmpty()) {
      notes.open("the period has no entries, so nothing binds these files to the audit chain");
      return;
    }
    try {
      Checked anchored = Anchored.check(entries.kept(), manifest.anchors(), witnesses);
      notes.add(anchored);
      if (!anchored.proven().isEmpty()) {
        notes.proven("what an anchor signed of a link holds for all entries here before it");
      }
    } catch (IllegalArgumentException e) {
      notes.broken(Manifest.FILE, " was changed: its anchors cannot be read: " + e.getMessage());
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
  }
}
