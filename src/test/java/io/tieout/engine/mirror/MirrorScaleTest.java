package io.tieout.engine.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first import of a big company, within a small heap, killed once on its way.
class MirrorScaleTest {
  private static final int RECORDS = Integer.getInteger("tieout.scale", 100_000);

  private static final long PATIENCE_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  void many_deals_and_invoices_are_imported_in_512_mb_though_the_process_is_killed()
      throws IOException, InterruptedException {
    DatabaseAddress address = TestDatabase.freshAddress();
    Process first = child(address);
    List<String> before = new ArrayList<>();
    try (BufferedReader lines = first.inputReader()) {
      String half = "%,d invoice records so far".formatted(RECORDS / 2);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        before.add(line);
        if (line.equals(half)) {
          first.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(first.waitFor()).as(log()).isEqualTo(137);
    Process second = child(address);
    List<String> after;
    try (BufferedReader lines = second.inputReader()) {
      after = lines.readAllLines();
    }
    assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(log()).isZero();
    // The walk through deals was finished, so was half of that through invoices.
    assertThat(after).doesNotContain("2,000 deal records so far");
    assertThat(pages(before) + pages(after)).isBetween(pagesInAll() - 1, pagesInAll());
    System.out.printf("%d deals and as many invoices: %s%n", RECORDS, after.getLast());
    try (Database database = Database.open(address)) {
      for (String kind : List.of("deal", "invoice")) {
        assertThat(count(database, kind)).as(kind).isEqualTo(RECORDS);
      }
    }
  }

  private static long pages(List<String> lines) {
    return lines.stream().filter(l -> l.matches("[1-9].* (deal|invoice) records[ ,].*")).count();
  }

  private static long pagesInAll() {
    return (long) Math.ceilDiv(RECORDS, BigSystems.DEALS_PER_PAGE)
        + Math.ceilDiv(RECORDS, BigSystems.INVOICES_PER_PAGE);
  }

  private static long count(Database database, String kind) {
    return database.inTransaction(sql ->
        sql.ask("select count(*) as n from mirror_record where kind = :kind and not deleted")
            .set("kind", kind)
            .one(row -> row.number("n")));
  }

  private Process child(DatabaseAddress address) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ScaleChild.class.getName(),
            address.jdbcUrl(),
            String.valueOf(RECORDS))
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("child.log").toFile()))
        .start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("child.log"));
  }
}
