package io.tieout.engine.export;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads an array with an object on each line.
final class JsonLines implements Lines {
  /// `,"line_hash":"…"}` with 64 digits.
  private static final int SEAL = Form.JSON.closed(LineSeal.FIRST).length();

  private final Sheet sheet;
  private final InputStream in;
  private long line;
  private boolean begun;
  private boolean ended;

  JsonLines(Sheet sheet, InputStream in) {
    this.sheet = sheet;
    this.in = in;
  }

  @Override
  public Optional<Line> next() throws Bad {
    if (!begun) {
      begun = true;
      if (!text().equals("[")) {
        throw Bad.around(1, "it does not begin an array");
      }
    }
    if (ended) {
      return Optional.empty();
    }
    String text = text();
    if (text.equals("]")) {
      ended = true;
      return Optional.empty();
    }
    if (ended) {
      throw Bad.around(line, "the file ends before its array does");
    }
    return Optional.of(row(text.endsWith(",") ? text.substring(0, text.length() - 1) : text));
  }

  private Line row(String text) throws Bad {
    int end = text.length() - SEAL;
    if (end < 0) {
      throw new Bad(line, "it does not end with a hash");
    }
    String seal = text.substring(end);
    String hash = seal.substring(SEAL - LineSeal.FIRST.length() - 2, SEAL - 2);
    if (!seal.equals(Form.JSON.closed(hash))) {
      throw new Bad(line, "it does not end with a hash");
    }
    String opened = text.substring(0, end);
    try {
      // Its bytes are those of ISO 8859-1, its letters those of UTF-8.
      byte[] bytes = opened.getBytes(StandardCharsets.ISO_8859_1);
      Json.Obj row = Json.parseObj(new String(bytes, StandardCharsets.UTF_8) + "}");
      return new Line(line, bytes, hash, row);
    } catch (JsonShapeException e) {
      throw new Bad(line, "it is no JSON object");
    }
  }

  /// The next line, a letter for each byte. Notes the end of the file.
  private String text() throws Bad {
    line++;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      int b = in.read();
      ended = b < 0;
      for (; b >= 0 && b != '\n'; b = in.read()) {
        bytes.write(b);
        if (bytes.size() > LONGEST) {
          throw new Bad(line, "it does not end");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s.json cannot be read".formatted(sheet.name()), e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
