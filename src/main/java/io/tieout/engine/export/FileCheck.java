package io.tieout.engine.export;

import io.tieout.engine.export.Lines.Bad;
import io.tieout.engine.export.Lines.Line;
import io.tieout.engine.export.Notes.Place;
import io.tieout.value.json.Json;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Checks one file against the manifest, and its lines against each other, and hands on its rows.
final class FileCheck {
  private final Form form;
  private final Sheet sheet;
  private final Manifest.Part part;
  private final Notes notes;
  private final FileDigest digest = new FileDigest();

  /// What the next line's hash may be taken over; empty behind a line that could not be read.
  private Optional<String> stored = Optional.of(LineSeal.FIRST);

  private String computed = LineSeal.FIRST;
  private long rows;

  FileCheck(Form form, Sheet sheet, Manifest.Part part, Notes notes) {
    this.form = form;
    this.sheet = sheet;
    this.part = part;
    this.notes = notes;
  }

  void run(Path folder, BiConsumer<Place, Json.Obj> use) {
    Path file = folder.resolve(part.name());
    if (!Files.isRegularFile(file)) {
      notes.broken(part.name(), " is missing");
      return;
    }
    try (InputStream in = new BufferedInputStream(new Digesting(Files.newInputStream(file)))) {
      Lines lines = form.lines(sheet, in);
      for (Optional<Line> line = next(lines); line.isPresent(); line = next(lines)) {
        take(line.get(), use);
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
    whole();
  }

  /// The next line that can be read.
  private Optional<Line> next(Lines lines) {
    while (true) {
      try {
        return lines.next();
      } catch (Bad e) {
        if (e.row()) {
          rows++;
          stored = Optional.empty();
        }
        notes.broken(new Place(part.name(), e.number()), "it was changed: " + e.getMessage());
      }
    }
  }

  private void take(Line line, BiConsumer<Place, Json.Obj> use) {
    Place place = new Place(part.name(), line.number());
    rows++;
    stored.ifPresent(before -> {
      String should = LineSeal.of(before, line.opened());
      boolean holds =
          should.equals(line.hash()) || LineSeal.of(computed, line.opened()).equals(line.hash());
      if (!holds) {
        notes.broken(place, "it was changed, or lines before it were taken out, put in or moved");
      }
      computed = should;
    });
    stored = Optional.of(line.hash());
    try {
      use.accept(place, line.row());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      notes.broken(place, "it does not tell what it should: " + e.getMessage());
    }
  }

  private void whole() {
    String sha = digest.hex();
    if (sha.equals(part.sha256())) {
      notes.proven("%s is the one in the manifest, %d rows".formatted(part.name(), part.rows()));
    } else {
      boolean told = !notes.clean(part.name());
      notes.broken(
          part.name(),
          " is not the file in the manifest: SHA-256 %s, not %s%s"
              .formatted(
                  sha,
                  part.sha256(),
                  told
                      ? ""
                      : "; its lines follow on each other, so its end is missing, or it and its hashes, or the manifest, were made anew"));
    }
    if (rows != part.rows()) {
      notes.broken(part.name(), " has %d rows; the manifest says %d".formatted(rows, part.rows()));
    } else if (stored.isPresent() && !stored.get().equals(part.lastHash())) {
      notes.broken(part.name(), " ends with another line than the manifest says");
    }
  }

  /// Digests what is read.
  private final class Digesting extends FilterInputStream {
    Digesting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        digest.add(new byte[] {(byte) b}, 1);
      }
      return b;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int count = super.read(into, from, most);
      if (count > 0) {
        digest.add(Arrays.copyOfRange(into, from, from + count), count);
      }
      return count;
    }
  }
}
