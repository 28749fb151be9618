package io.tieout.engine.export;

import java.util.stream.Collectors;

/// The text for whoever is handed the folder. It follows from the sheets and the period.
final class Readme {
  static final String FILE = "README.txt";

  private Readme() {}

  static String text(Period period, Form form) {
    return """
    The audit of Tieout, %s
    %s

    Both days belong to the period. It begins at %s and ends before %s.
    These files hold personal data: who decided, and customers' names. Keep them accordingly.

    HOW TO CHECK THEM

    Offline, without a database:

        tieout audit verify-export FOLDER

    It compares every file with manifest.json, every line with the lines before it, recomputes the
    hash of every entry of the audit and the chain between them, and compares proposals, decisions
    and executions with these entries. Exit code 0 when everything holds, 1 when something was
    changed, with the file and the line.

    Whoever changes everything at once can make a manifest anew. Against that help, kept elsewhere:
    the SHA-256 of manifest.json, which was printed when the export was made; and an anchor as it
    was sent out at the end of a day (--anchor FILE), or the public key (--key FILE).

    By other means: "sha256" in manifest.json is that of each file. "%s" at the end of a line is
    SHA-256 over that of the line before (64 zeros before the first) and all bytes of the line up to
    %s. An entry's hash is SHA-256 over the JSON object with "previous", "seq", "chainedAt" and
    "entry" (id, entryId, at, subject, refs, actor, action, details), fields sorted by name at every
    level, no white space, numbers without trailing zeros.

    HOW TO READ THEM

    %s
    Times are UTC, ISO 8601. Amounts are exact decimals; their currency stands beside them.
    Decisions and executions both name their proposal; an execution names the decisions it rests on.

    %s\
    """
        .formatted(
            period.spoken(),
            "=".repeat("The audit of Tieout, ".length() + period.spoken().length()),
            period.start(),
            period.end(),
            LineSeal.COLUMN,
            form == Form.CSV ? "the comma before it" : "the comma before its name",
            reading(form),
            Sheet.all().stream()
                .map(sheet -> sheet(sheet, form))
                .collect(Collectors.joining("\n")));
  }

  private static String reading(Form form) {
    return switch (form) {
      case CSV ->
          """
          CSV by RFC 4180 in UTF-8, commas between cells, names in the first line. Import the files with
          these settings rather than opening them with a click. A text that a spreadsheet would take for a
          formula has an apostrophe before it, also behind a semicolon, a tab or a line break inside of it,
          and so has one that begins with an apostrophe: take one away there. A value that is not there is
          an empty cell.\
          """;
      case JSON ->
          """
          JSON in UTF-8: one array a file, one object a line. Decimals are texts, so that no reader rounds
          them. A value that is not there has no field.\
          """;
    };
  }

  private static String sheet(Sheet sheet, Form form) {
    String columns =
        sheet.columns().stream()
            .map(c -> "  %-17s %s; %s%n".formatted(c.name(), c.kind().word(), c.about()))
            .collect(Collectors.joining());
    return "%s%n%s%n%s"
        .formatted(form.file(sheet), sheet.about(), columns)
        .replace(System.lineSeparator(), "\n");
  }
}
