package io.tieout.engine.export;

import io.tieout.value.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes one file row by row and keeps none of them.
final class SheetWriter implements AutoCloseable {
  private static final int TELL_EVERY = 10_000;

  private final Sheet sheet;
  private final Form form;
  private final Progress progress;
  private final OutputStream out;
  private final FileDigest digest = new FileDigest();
  private String hash = LineSeal.FIRST;
  private long rows;

  SheetWriter(Path folder, Sheet sheet, Form form, Progress progress) {
    this.sheet = sheet;
    this.form = form;
    this.progress = progress;
    try {
      this.out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(form.file(sheet))));
    } catch (IOException e) {
      throw failed(e);
    }
    write(form.head(sheet).getBytes(StandardCharsets.UTF_8));
  }

  void add(Json.Obj row) {
    if (rows > 0) {
      write(form.between().getBytes(StandardCharsets.UTF_8));
    }
    byte[] opened = form.opened(sheet, row).getBytes(StandardCharsets.UTF_8);
    hash = LineSeal.of(hash, opened);
    write(opened);
    write(form.closed(hash).getBytes(StandardCharsets.UTF_8));
    rows++;
    if (rows % TELL_EVERY == 0) {
      progress.written(form.file(sheet), rows);
    }
  }

  /// What the manifest says of the file. Nothing may be added then.
  Manifest.Part end() {
    write(form.tail(rows > 0).getBytes(StandardCharsets.UTF_8));
    return new Manifest.Part(form.file(sheet), rows, digest.bytes(), digest.hex(), hash);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(byte[] bytes) {
    digest.add(bytes, bytes.length);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "%s cannot be written; see that there is room and that the folder may be written to"
            .formatted(form.file(sheet)),
        e);
  }
}
