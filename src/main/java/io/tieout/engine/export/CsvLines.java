package io.tieout.engine.export;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.json.JsonShapeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads CSV byte by byte: a hash is taken over bytes, whatever letters they are.
final class CsvLines implements Lines {
  private static final int HASH = 64;

  private final Sheet sheet;
  private final InputStream in;
  private long line = 1;
  private boolean named;

  CsvLines(Sheet sheet, InputStream in) {
    this.sheet = sheet;
    this.in = in;
  }

  /// The bytes of one record without its end, and the line it begins in.
  private record Raw(long number, byte[] bytes) {}

  @Override
  public Optional<Line> next() throws Bad {
    if (!named) {
      named = true;
      names();
    }
    Optional<Raw> raw = raw();
    return raw.isPresent() ? Optional.of(line(raw.get())) : Optional.empty();
  }

  private void names() throws Bad {
    String names = raw().map(raw -> new String(raw.bytes(), StandardCharsets.UTF_8)).orElse("");
    if (!names.equals(Csv.names(sheet))) {
      throw Bad.around(1, "the names of the columns are others");
    }
  }

  private Optional<Raw> raw() throws Bad {
    long begins = line;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean quoted = false;
    boolean returned = false;
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        quoted ^= b == '"';
        if (b == '\n') {
          line++;
          if (returned && !quoted) {
            byte[] all = bytes.toByteArray();
            return Optional.of(new Raw(begins, Arrays.copyOf(all, all.length - 1)));
          }
        }
        returned = b == '\r';
        bytes.write(b);
        if (bytes.size() > LONGEST) {
          throw new Bad(begins, "it does not end");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s.csv cannot be read".formatted(sheet.name()), e);
    }
    if (bytes.size() > 0) {
      throw new Bad(begins, "it does not end as a line does");
    }
    return Optional.empty();
  }

  private Line line(Raw raw) throws Bad {
    int end = raw.bytes().length - HASH - 1;
    if (end < 0 || raw.bytes()[end] != ',') {
      throw new Bad(raw.number(), "it does not end with a hash");
    }
    byte[] opened = Arrays.copyOf(raw.bytes(), end);
    String hash = new String(raw.bytes(), end + 1, HASH, StandardCharsets.US_ASCII);
    return new Line(raw.number(), opened, hash, row(raw.number(), opened));
  }

  private Json.Obj row(long number, byte[] opened) throws Bad {
    List<String> cells = cells(new String(opened, StandardCharsets.UTF_8));
    if (cells.size() != sheet.columns().size()) {
      throw new Bad(
          number, "it has %d cells, not %d".formatted(cells.size(), sheet.columns().size()));
    }
    JsonObjBuilder row = Json.object();
    for (int i = 0; i < cells.size(); i++) {
      Column column = sheet.columns().get(i);
      try {
        row.putJson(column.name(), Csv.value(column, cells.get(i)));
      } catch (JsonShapeException e) {
        throw new Bad(number, "%s is no %s".formatted(column.name(), column.kind().word()));
      }
    }
    return row.build();
  }

  private static List<String> cells(String record) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      boolean doubled = quoted && c == '"' && record.startsWith("\"\"", i);
      if (doubled) {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
