package io.tieout.engine.export;

import static io.tieout.engine.export.ExportCase.DAY;
import static io.tieout.engine.export.ExportCase.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proof.Checked;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody did to an export is found, and where.
class ExportCheckTest {
  private static final int TRIES = 60;

  private final ExportCase theCase = new ExportCase();
  @TempDir private Path home;
  private Path folder;

  @BeforeEach
  void trade() {
    theCase.tradeOnce();
    folder = home.resolve("out");
  }

  @AfterEach
  void close() {
    theCase.close();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_changed_byte_is_found_with_its_file_and_line(Form form) throws IOException {
    theCase.export().write(DAY, form, folder);
    Random random = new Random(7);
    for (Sheet sheet : Sheet.all()) {
      Path file = folder.resolve(form.file(sheet));
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < TRIES; i++) {
        int at = random.nextInt(whole.length);
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        String place = "%s line %d: ".formatted(form.file(sheet), line(form, whole, at));
        assertThat(check(folder).broken())
            .as("byte %d of %s", at, file.getFileName())
            .anyMatch(told -> told.startsWith(place));
      }
      Files.write(file, whole);
    }
    assertThat(check(folder).broken()).isEmpty();
  }

  /// The line in which the row begins that holds the byte.
  private static int line(Form form, byte[] whole, int at) {
    int line = 1;
    int begins = 1;
    boolean quoted = false;
    for (int i = 0; i < at; i++) {
      quoted ^= form == Form.CSV && whole[i] == '"';
      if (whole[i] == '\n') {
        line++;
        begins = quoted ? begins : line;
      }
    }
    return begins;
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_changed_manifest_or_readme_is_found(Form form) throws IOException {
    theCase.export().write(DAY, form, folder);
    Random random = new Random(3);
    for (String name : List.of(Manifest.FILE, Readme.FILE)) {
      Path file = folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < TRIES; i++) {
        byte[] changed = whole.clone();
        changed[random.nextInt(whole.length)] ^= 1;
        Files.write(file, changed);
        assertThat(check(folder).broken()).isNotEmpty();
      }
      Files.write(file, whole);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void lines_that_were_taken_out_put_in_or_moved_are_found(Form form) throws IOException {
    theCase.export().write(DAY, form, folder);
    assertThat(broken(form, lines -> lines.remove(4)))
        .anyMatch(told -> told.contains(" line 5: link 5 stands here; link 4 should"))
        .anyMatch(told -> told.contains("line 5: it was changed, or lines before it"))
        .anyMatch(told -> told.contains("rows; the manifest says"));
    assertThat(broken(form, lines -> lines.add(4, lines.get(4)))).isNotEmpty();
    assertThat(broken(form, lines -> Collections.swap(lines, 3, 4)))
        .anyMatch(told -> told.contains(" line 4: it was changed"));
    assertThat(broken(form, lines -> lines.subList(lines.size() - 4, lines.size()).clear()))
        .isNotEmpty();
  }

  private List<String> broken(Form form, Consumer<List<String>> deed) throws IOException {
    Path file = folder.resolve(form.file(EntriesSheet.SHEET));
    String whole = Files.readString(file);
    List<String> lines = new ArrayList<>(List.of(whole.split("(?<=\n)")));
    deed.accept(lines);
    Files.writeString(file, String.join("", lines));
    List<String> broken = check(folder).broken();
    Files.writeString(file, whole);
    return broken;
  }

  @Test
  void a_file_that_is_missing_is_named_and_one_too_many_is_told() throws IOException {
    theCase.export().write(DAY, Form.CSV, folder);
    Files.delete(folder.resolve("proposals.csv"));
    Files.writeString(folder.resolve("notes.txt"), "mine");

    Checked checked = check(folder);
    assertThat(checked.broken()).contains("proposals.csv is missing");
    assertThat(checked.open()).contains("notes.txt is not part of the export");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void an_entry_that_was_changed_with_all_hashes_of_lines_breaks_the_chain(Form form)
      throws IOException {
    theCase.export().write(DAY, form, folder);
    forged(
        form,
        EntriesSheet.SHEET,
        row -> row.text("action").equals("approval vote") ? row.with("actor", "person:U-CY") : row);

    assertThat(check(folder).broken())
        .anyMatch(told ->
            told.matches(
                "entries\\.\\w+ line \\d+: link \\d+, entry A-\\w+ \\(approval vote\\): its content does not have the hash of the link"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_vote_that_was_changed_with_all_hashes_of_lines_differs_from_its_entry(Form form)
      throws IOException {
    theCase.export().write(DAY, form, folder);
    forged(form, DecisionsSheet.SHEET, row -> row.with("role", "cfo"));

    assertThat(check(folder).broken())
        .anyMatch(told ->
            told.matches(
                "decisions\\.\\w+ line %d: the vote of U-ANA on R-\\w+ is told otherwise by its entry in entries"
                    .formatted(form == Form.CSV ? 4 : 3)))
        .hasSize(2);
  }

  @Test
  void an_execution_without_its_decision_is_found() throws IOException {
    theCase.export().write(DAY, Form.CSV, folder);
    forged(
        Form.CSV,
        ExecutionsSheet.SHEET,
        row -> row.with("decision_ids", Json.texts(List.of("R-0/U-X"))));

    assertThat(check(folder).broken())
        .contains("executions.csv line 2: it rests on R-0/U-X, which is not in decisions");
  }

  @Test
  void a_folder_without_an_export_is_said_to_be_none() {
    assertThatThrownBy(() -> check(home))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no manifest.json")
        .hasMessageContaining("tieout audit export");
  }

  /// Rewrites a file with the hashes that follow, and the manifest with these.
  private void forged(Form form, Sheet sheet, UnaryOperator<Json.Obj> deed) throws IOException {
    List<Json.Obj> rows = ExportCase.rows(folder, form, sheet);
    Manifest manifest = ExportCase.manifest(folder);
    List<Manifest.Part> parts = new ArrayList<>();
    try (SheetWriter writer = new SheetWriter(folder, sheet, form, Progress.SILENT)) {
      rows.forEach(row -> writer.add(deed.apply(row)));
      Manifest.Part made = writer.end();
      manifest.files().forEach(p -> parts.add(p.name().equals(made.name()) ? made : p));
    }
    Manifest again =
        new Manifest(
            manifest.period(), manifest.form(), manifest.chain(), parts, manifest.anchors());
    Files.write(
        folder.resolve(Manifest.FILE),
        (again.json().pretty() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
