package io.tieout.engine.export;

import io.tieout.value.json.Json;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How rows are written. A line is its opening, which its hash is taken over, and its end with the
/// hash.
public enum Form {
  /// RFC 4180 in UTF-8: commas, quotes doubled, CR LF at each line's end, names in the first line.
  CSV {
    @Override
    String head(Sheet sheet) {
      return Csv.names(sheet) + Csv.END;
    }

    @Override
    String opened(Sheet sheet, Json.Obj row) {
      return Csv.cells(sheet.columns(), row);
    }

    @Override
    String closed(String hash) {
      return "," + hash + Csv.END;
    }

    @Override
    String between() {
      return "";
    }

    @Override
    String tail(boolean any) {
      return "";
    }

    @Override
    Lines lines(Sheet sheet, InputStream in) {
      return new CsvLines(sheet, in);
    }
  },
  /// One array, an object on each line.
  JSON {
    @Override
    String head(Sheet sheet) {
      return "[\n";
    }

    @Override
    String opened(Sheet sheet, Json.Obj row) {
      String whole = row.print();
      return whole.substring(0, whole.length() - 1);
    }

    @Override
    String closed(String hash) {
      return ",\"%s\":\"%s\"}".formatted(LineSeal.COLUMN, hash);
    }

    @Override
    String between() {
      return ",\n";
    }

    @Override
    String tail(boolean any) {
      return any ? "\n]\n" : "]\n";
    }

    @Override
    Lines lines(Sheet sheet, InputStream in) {
      return new JsonLines(sheet, in);
    }
  };

  /// What stands before the first row.
  abstract String head(Sheet sheet);

  /// A row up to its hash.
  abstract String opened(Sheet sheet, Json.Obj row);

  abstract String closed(String hash);

  /// What stands between two rows.
  abstract String between();

  /// What stands behind the last row.
  abstract String tail(boolean any);

  /// Reads it again.
  abstract Lines lines(Sheet sheet, InputStream in);

  /// As it is named on the command line, and as files end: `csv`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String file(Sheet sheet) {
    return sheet.name() + "." + word();
  }

  public static Form named(String word) {
    List<Form> forms = List.of(values());
    return forms.stream()
        .filter(form -> form.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--format '%s' is not known; use %s"
                    .formatted(
                        word,
                        Arrays.stream(values())
                            .map(Form::word)
                            .collect(Collectors.joining(" or ")))));
  }
}
